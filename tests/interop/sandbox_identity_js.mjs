// Signing in to the sandbox by SRP with AWS's own JavaScript client. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { peer } from './peer.mjs';

const { AuthenticationDetails, CognitoUser, CognitoUserPool } = (await peer('amazon-cognito-identity-js')).default;

const pool = new CognitoUserPool({
  UserPoolId: process.env.CAUTH_USER_POOL_ID,
  ClientId: '9sandboxsrponly00client005',
  endpoint: process.env.CAUTH_SANDBOX_URL,
});

const signIn = (Username, Password, newPassword) =>
  new Promise((resolve, reject) => {
    const user = new CognitoUser({ Username, Pool: pool });
    const callbacks = { onSuccess: resolve, onFailure: reject };
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
      ...callbacks,
      newPasswordRequired: () => user.completeNewPasswordChallenge(newPassword, {}, callbacks),
    });
  });

const session = await signIn('alice', 'Sandbox-1!');
assert.equal(session.getIdToken().payload['cognito:username'], 'alice');

// An alias: the proof is made with the name that the challenge says.
assert.equal((await signIn('alice@example.com', 'Sandbox-1!')).getAccessToken().payload.username, 'alice');

// One number in 256 begins with a zero byte, and every second has its top bit set.
for (let i = 0; i < 16; ++i) await signIn('alice', 'Sandbox-1!');

await assert.rejects(signIn('alice', 'wrong'), { name: 'NotAuthorizedException' });
await assert.rejects(signIn('nobody', 'wrong'), { name: 'NotAuthorizedException' });

const renamed = await signIn('newbie', 'Temporary-1!', 'Chosen-1!');
assert.equal(renamed.getIdToken().payload['cognito:username'], 'newbie');
await signIn('newbie', 'Chosen-1!');

const user = new CognitoUser({ Username: 'alice', Pool: pool });
const renewed = await new Promise((resolve, reject) =>
  user.refreshSession(session.getRefreshToken(), (error, result) => (error ? reject(error) : resolve(result))),
);
assert.equal(renewed.getIdToken().payload.sub, session.getIdToken().payload.sub);

// The pool's own challenge after the proof, and the second factor that is chosen among two.
const answerChallenges = (Username, flowType, answers) =>
  new Promise((resolve, reject) => {
    const details = new AuthenticationDetails({ Username, Password: 'Sandbox-1!' });
    const another = new CognitoUser({ Username, Pool: everyFlow });
    another.setAuthenticationFlowType(flowType);
    const callbacks = {
      onSuccess: resolve,
      onFailure: reject,
      customChallenge: () => another.sendCustomChallengeAnswer(answers.custom, callbacks),
      selectMFAType: () => another.sendMFASelectionAnswer(answers.factor, callbacks),
      mfaRequired: () => another.sendMFACode(answers.code, callbacks, 'SMS_MFA'),
    };
    another.authenticateUser(details, callbacks);
  });
const everyFlow = new CognitoUserPool({
  UserPoolId: process.env.CAUTH_USER_POOL_ID,
  ClientId: process.env.CAUTH_CLIENT_ID,
  endpoint: process.env.CAUTH_SANDBOX_URL,
});
const quinn = await answerChallenges('quinn', 'CUSTOM_AUTH', { custom: '42' });
assert.equal(quinn.getIdToken().payload['cognito:username'], 'quinn');
await assert.rejects(answerChallenges('sam', 'USER_SRP_AUTH', { factor: 'SMS_MFA', code: '999999' }), {
  name: 'CodeMismatchException',
});
const sam = await answerChallenges('sam', 'USER_SRP_AUTH', { factor: 'SMS_MFA', code: '123456' });
assert.equal(sam.getIdToken().payload['cognito:username'], 'sam');

// RFC 6238 once more, so that our own arithmetic is not its own judge. A code serves once: the sandbox's time goes on.
let shift = 0;
const nextCode = async (secret) => {
  shift += 30;
  const moved = await fetch(`${process.env.CAUTH_SANDBOX_URL}/sandbox/clock`, {
    method: 'POST',
    body: JSON.stringify({ shift_seconds: shift }),
  });
  assert.equal(moved.status, 200);
  const bits = [...secret].map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + shift) / 30)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
};

const associate = (who) =>
  new Promise((resolve, reject) =>
    who.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
  );
const verify = async (who, secret, name) => {
  const code = await nextCode(secret);
  return new Promise((onSuccess, onFailure) => who.verifySoftwareToken(code, name, { onSuccess, onFailure }));
};
const signInWithCode = (Username, secret) =>
  new Promise((resolve, reject) => {
    const who = new CognitoUser({ Username, Pool: pool });
    const callbacks = { onSuccess: resolve, onFailure: reject };
    who.authenticateUser(new AuthenticationDetails({ Username, Password: 'Sandbox-1!' }), {
      ...callbacks,
      totpRequired: async () => who.sendMFACode(await nextCode(secret), callbacks, 'SOFTWARE_TOKEN_MFA'),
    });
  });

// A sign-in that sets an authenticator up on its way.
const seth = new CognitoUser({ Username: 'seth', Pool: pool });
await new Promise((resolve, reject) =>
  seth.authenticateUser(new AuthenticationDetails({ Username: 'seth', Password: 'Sandbox-1!' }), {
    onSuccess: () => reject(new Error('no second factor was asked for')),
    onFailure: reject,
    mfaSetup: resolve,
  }),
);
const secretOfSeth = await associate(seth);
const done = await verify(seth, secretOfSeth, 'phone');
assert.equal(done.getAccessToken().payload.username, 'seth');
await signInWithCode('seth', secretOfSeth);

// A signed-in user who does.
const again = new CognitoUser({ Username: 'alice', Pool: pool });
await new Promise((onSuccess, onFailure) =>
  again.authenticateUser(new AuthenticationDetails({ Username: 'alice', Password: 'Sandbox-1!' }), {
    onSuccess,
    onFailure,
  }),
);
const secretOfAlice = await associate(again);
assert.equal((await verify(again, secretOfAlice, 'phone')).Status, 'SUCCESS');
await new Promise((resolve, reject) =>
  again.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, (error, result) =>
    error ? reject(error) : resolve(result),
  ),
);
assert.equal((await signInWithCode('alice', secretOfAlice)).getIdToken().payload['cognito:username'], 'alice');
