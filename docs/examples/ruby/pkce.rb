require "digest"
require "securerandom"

# 32 random octets become 43 characters, without padding.
code_verifier = ARGV.fetch(0) { SecureRandom.urlsafe_base64(32) }

# pack("m0") is base64 on one line, and no gem; base64 is one since Ruby 3.4.
digest = Digest::SHA256.digest(code_verifier)
code_challenge = [digest].pack("m0").tr("+/", "-_").delete("=")

puts "code_verifier=#{code_verifier}"
puts "code_challenge=#{code_challenge}"
