// The form for reporting a wrong verdict, on a site that names it in <meta name="pkce-issues">.

/** @returns {import('./tree.mjs').Node[]} */
export function issueForm() {
  const meta = document.querySelector('meta[name="pkce-issues"]');
  const href = meta instanceof HTMLMetaElement ? meta.content : '';
  return href ? [['p', {}, [['a', { href, target: '_blank', rel: 'noopener' }, ['Open the issue form']]]]] : [];
}
