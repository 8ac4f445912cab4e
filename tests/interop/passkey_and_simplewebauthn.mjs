// cauth's passkey, judged by a relying party that others wrote: a service with just enough of Cognito's API asks with
// SimpleWebAuthn's options, and takes what SimpleWebAuthn verified. Run as: node passkey_and_simplewebauthn.mjs CAUTH
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { peer } from './peer.mjs';

const webauthn = await peer('@simplewebauthn/server');

const rpID = 'login.example.com';
const expected = { expectedOrigin: `https://${rpID}`, expectedRPID: rpID, requireUserVerification: true };
const pool = 'eu-west-1_AbCdEfGhI';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (claims) =>
  [
    part({ alg: 'RS256', kid: '1' }),
    part({
      iss: `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`,
      sub: 'user-1',
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 3600,
      ...claims,
    }),
    'c2lnbmF0dXJl',
  ].join('.');
const accessToken = tokenOf({ token_use: 'access', username: 'alice', client_id: 'client' });

let challenge, authenticator;
const counters = [];

const operations = {
  async StartWebAuthnRegistration() {
    const options = await webauthn.generateRegistrationOptions({
      rpName: 'Example',
      rpID,
      userID: Buffer.from('user-1').toString('base64url'),
      userName: 'alice',
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    challenge = options.challenge;
    return { CredentialCreationOptions: options };
  },
  async CompleteWebAuthnRegistration({ Credential }) {
    const result = await webauthn.verifyRegistrationResponse({
      response: Credential,
      expectedChallenge: challenge,
      ...expected,
    });
    assert.equal(result.verified, true);
    assert.equal(result.registrationInfo.fmt, 'none');
    assert.equal(result.registrationInfo.userVerified, true);
    assert.equal(result.registrationInfo.credentialDeviceType, 'singleDevice');
    authenticator = {
      credentialID: result.registrationInfo.credentialID,
      credentialPublicKey: result.registrationInfo.credentialPublicKey,
      counter: result.registrationInfo.counter,
    };
    return {};
  },
  async InitiateAuth({ AuthFlow, AuthParameters }) {
    assert.equal(AuthFlow, 'USER_AUTH');
    assert.equal(AuthParameters.PREFERRED_CHALLENGE, 'WEB_AUTHN');
    const options = await webauthn.generateAuthenticationOptions({
      rpID,
      userVerification: 'required',
      allowCredentials: [{ id: authenticator.credentialID, type: 'public-key' }],
    });
    challenge = options.challenge;
    return {
      ChallengeName: 'WEB_AUTHN',
      Session: 'a'.repeat(40),
      ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options), USERNAME: 'alice' },
    };
  },
  async RespondToAuthChallenge({ ChallengeName, ChallengeResponses }) {
    assert.equal(ChallengeName, 'WEB_AUTHN');
    const result = await webauthn.verifyAuthenticationResponse({
      response: JSON.parse(ChallengeResponses.CREDENTIAL),
      expectedChallenge: challenge,
      authenticator,
      ...expected,
    });
    assert.equal(result.verified, true);
    authenticator.counter = result.authenticationInfo.newCounter;
    counters.push(authenticator.counter);
    return {
      ChallengeParameters: {},
      AuthenticationResult: {
        AccessToken: accessToken,
        IdToken: tokenOf({ token_use: 'id', 'cognito:username': 'alice', aud: 'client' }),
        RefreshToken: 'refresh',
        ExpiresIn: 3600,
        TokenType: 'Bearer',
      },
    };
  },
};

const problems = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const operation = request.headers['x-amz-target'].split('.')[1];
  try {
    const answer = await operations[operation](JSON.parse(body));
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  } catch (error) {
    problems.push(`${operation}: ${error.message}`);
    response
      .writeHead(400, { 'Content-Type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ __type: 'NotAuthorizedException', message: error.message }));
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const home = await mkdtemp(join(tmpdir(), 'cauth-passkey-'));
const run = (words, more = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.argv[2], words, {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        CAUTH_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`,
        CAUTH_USER_POOL_ID: pool,
        CAUTH_CLIENT_ID: 'client',
        CAUTH_USERNAME: 'alice',
        ...more,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('close', resolve);
  });

try {
  assert.equal(await run(['passkey', 'register'], { CAUTH_TOKEN: accessToken }), 0, problems.join());
  const login = ['login', '--flow', 'user-auth', '--preferred-challenge', 'WEB_AUTHN', '--no-input'];
  assert.equal(await run(login), 0, problems.join());
  assert.equal(await run(login), 0, problems.join());
  assert.deepEqual(counters, [1, 2]);
} finally {
  server.close();
  await rm(home, { recursive: true });
}
