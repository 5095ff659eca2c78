use strict;
use warnings;

use Digest::SHA qw(sha256);
use MIME::Base64 qw(encode_base64url);

# rand is not made for secrets, and no core module is.
# On Windows, take Crypt::URandom from CPAN.
sub random_octets {
    my ($count) = @_;
    open my $random, '<:raw', '/dev/urandom' or die "/dev/urandom: $!\n";
    read($random, my $octets, $count) == $count or die "/dev/urandom ended\n";
    return $octets;
}

# 32 random octets become 43 characters, without padding.
my $code_verifier  = shift // encode_base64url(random_octets(32));
my $code_challenge = encode_base64url(sha256($code_verifier));

print "code_verifier=$code_verifier\n";
print "code_challenge=$code_challenge\n";
