// Choices that stay: the shell and the language of commands and fixes, on every page and at the next visit. Only selects
// that say so are remembered, and none of them has a value of the flow.

const PREFIX = 'pkce.';
/** What was chosen here, for browsers that keep nothing. @type {Map<string, string>} */
const here = new Map();

/**
 * What was chosen before; '' when nothing was.
 * @param {string} name
 */
export function chosen(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? '';
  } catch {
    return here.get(name) ?? '';
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
const offers = (select, value) => [...select.options].some((option) => option.value === value);

/** Put back what was chosen before, if the choice still exists, or else what goes with the system. @param {HTMLSelectElement} select */
export function recall(select) {
  if (!('remember' in select.dataset)) return;
  const usual = select.name === 'shell' && navigator.platform.startsWith('Win') ? 'powershell' : '';
  const value = [chosen(select.name), usual].find((each) => offers(select, each));
  if (value !== undefined) select.value = value;
}

export function rememberChoices() {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLSelectElement && 'remember' in target.dataset)) return;
    try {
      localStorage.setItem(PREFIX + target.name, target.value);
    } catch {
      here.set(target.name, target.value); // it lasts until the page is closed
    }
  });
}
