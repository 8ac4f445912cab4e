// TIMES sign-ins by SRP with AWS's own JavaScript client: srp_sign_in.mjs TIMES
import { createRequire } from 'node:module';
import process from 'node:process';

// Installed beside the tests that talk to it.
const require = createRequire(new URL('../tests/interop/package.json', import.meta.url));
const { AuthenticationDetails, CognitoUser, CognitoUserPool } = require('amazon-cognito-identity-js');

const Pool = new CognitoUserPool({
  UserPoolId: process.env.CAUTH_USER_POOL_ID,
  ClientId: process.env.CAUTH_CLIENT_ID,
  endpoint: process.env.CAUTH_SANDBOX_URL,
});
const details = new AuthenticationDetails({ Username: 'alice', Password: process.env.CAUTH_PASSWORD });

for (let i = 0; i < Number(process.argv[2]); ++i) {
  await new Promise((onSuccess, onFailure) =>
    new CognitoUser({ Username: 'alice', Pool }).authenticateUser(details, { onSuccess, onFailure }),
  );
}
