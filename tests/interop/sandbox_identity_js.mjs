// Signing in to the sandbox by SRP with AWS's own JavaScript client. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';

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
