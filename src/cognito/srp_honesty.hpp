#pragma once

#include "crypto/bignum.hpp"

namespace cauth::cognito {

/// Error{refused} when B mod N or u is 0: either would let somebody in between know S (RFC 5054
/// section 2.5.3). Apart from SrpClient, since nobody knows an A and a B whose hash u is 0.
void check_honest(const crypto::Bignum& b_public, const crypto::Bignum& u);

}  // namespace cauth::cognito
