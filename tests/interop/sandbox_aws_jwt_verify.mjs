// The sandbox's tokens, verified by AWS's own aws-jwt-verify. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';

import { peer } from './peer.mjs';

const { CognitoJwtVerifier } = await peer('aws-jwt-verify');

const url = process.env.CAUTH_SANDBOX_URL;
const pool = process.env.CAUTH_USER_POOL_ID;
const client = process.env.CAUTH_CLIENT_ID;

const post = async (operation, input) => {
  const response = await fetch(`${url}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return response.json();
};
const signIn = async (ClientId) =>
  (
    await post('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME: 'alice', PASSWORD: 'Sandbox-1!' },
    })
  ).AuthenticationResult;

const tokens = await signIn(client);
const verifier = CognitoJwtVerifier.create({ userPoolId: pool, clientId: client, tokenUse: null });
// It fetches keys over https only; these come from loopback.
verifier.cacheJwks(await (await fetch(`${url}/${pool}/.well-known/jwks.json`)).json());

const id = verifier.verifySync(tokens.IdToken, { tokenUse: 'id' });
assert.equal(id['cognito:username'], 'alice');
assert.deepEqual(id['cognito:groups'], ['readers', 'writers']);
const access = verifier.verifySync(tokens.AccessToken, {
  tokenUse: 'access',
  scope: 'aws.cognito.signin.user.admin',
  groups: 'readers',
});
assert.equal(access.username, 'alice');
assert.equal(access.sub, id.sub);

// And it refuses what it should.
assert.throws(() => verifier.verifySync(tokens.IdToken, { tokenUse: 'access' }), /Token use not allowed/);
assert.throws(() => verifier.verifySync(tokens.IdToken, { clientId: 'another' }), /audience/i);
const [header, payload, signature] = tokens.IdToken.split('.');
const claims = JSON.parse(Buffer.from(payload, 'base64url'));
const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:username': 'root' })).toString('base64url');
assert.throws(() => verifier.verifySync(`${header}.${forged}.${signature}`), /signature/i);

// An hour later by the sandbox's clock an hour-old token is over; two hours earlier it came to be.
await fetch(`${url}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ shift_seconds: -7200 }) });
const old = await signIn(client);
assert.throws(() => verifier.verifySync(old.IdToken), /expired/i);
