// Registration, a forgotten password, and a remembered device that proves itself by SRP, with AWS's own
// JavaScript client. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';

import { peer } from './peer.mjs';

const { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } = (
  await peer('amazon-cognito-identity-js')
).default;

const url = process.env.CAUTH_SANDBOX_URL;

// What a browser would keep.
const kept = new Map();
const Storage = {
  setItem: (name, value) => kept.set(name, String(value)),
  getItem: (name) => kept.get(name) ?? null,
  removeItem: (name) => kept.delete(name),
  clear: () => kept.clear(),
};

const poolOf = (UserPoolId, ClientId) => new CognitoUserPool({ UserPoolId, ClientId, endpoint: url, Storage });
const people = poolOf(process.env.CAUTH_USER_POOL_ID, process.env.CAUTH_CLIENT_ID);
const devices = poolOf('us-east-1_Devices01', '1sandboxdevices00client06');

const call = (ask) =>
  new Promise((resolve, reject) => ask((error, result) => (error ? reject(error) : resolve(result))));

async function newestCode(username) {
  const messages = await (await fetch(`${url}/sandbox/messages`)).json();
  return messages.filter((message) => message.username === username).at(-1).code;
}

async function operationCount(name) {
  return (await (await fetch(`${url}/sandbox/operations`)).json())[name] ?? 0;
}

// The session, and whether a code was asked for.
const signIn = (Username, Password, Pool) =>
  new Promise((resolve, reject) => {
    const user = new CognitoUser({ Username, Pool, Storage });
    let askedForCode = false;
    const callbacks = {
      onSuccess: (session) => resolve({ user, session, askedForCode }),
      onFailure: reject,
      mfaRequired: () => {
        askedForCode = true;
        user.sendMFACode('123456', callbacks);
      },
    };
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), callbacks);
  });

// Registration.
const email = new CognitoUserAttribute({ Name: 'email', Value: 'zoe@example.com' });
const registered = await call((done) => people.signUp('zoe', 'Chosen-1!', [email], [], done));
assert.equal(registered.userConfirmed, false);
assert.equal(registered.codeDeliveryDetails.Destination, 'z***@e***');
const zoe = new CognitoUser({ Username: 'zoe', Pool: people, Storage });
await assert.rejects(signIn('zoe', 'Chosen-1!', people), { name: 'UserNotConfirmedException' });
await call((done) => zoe.resendConfirmationCode(done));
await assert.rejects(call((done) => zoe.confirmRegistration('x', false, done)), { name: 'CodeMismatchException' });
const code = await newestCode('zoe');
await call((done) => zoe.confirmRegistration(code, false, done));
await signIn('zoe', 'Chosen-1!', people);

// A forgotten password.
await new Promise((onSuccess, onFailure) => zoe.forgotPassword({ onSuccess, onFailure }));
const resetCode = await newestCode('zoe');
await new Promise((onSuccess, onFailure) =>
  zoe.confirmPassword(resetCode, 'Another-1!', { onSuccess, onFailure }),
);
const { user } = await signIn('zoe', 'Another-1!', people);
await call((done) => user.changePassword('Another-1!', 'Third-one-1!', done));

// The first sign-in asks for the second factor and makes the device known; the next one does without.
const first = await signIn('dora', 'Sandbox-1!', devices);
assert.equal(first.askedForCode, true);
assert.equal(await operationCount('ConfirmDevice'), 1);
for (let i = 0; i < 4; ++i) {
  const again = await signIn('dora', 'Sandbox-1!', devices);
  assert.equal(again.askedForCode, false);
}
const { user: dora, session } = await signIn('dora', 'Sandbox-1!', devices);
await call((done) => dora.refreshSession(session.getRefreshToken(), done));
const list = await new Promise((onSuccess, onFailure) => dora.listDevices(60, null, { onSuccess, onFailure }));
assert.equal(list.Devices.length, 1);

// Forgotten at the service alone: the client's proof of the password is answered with that, and it goes on.
await new Promise((onSuccess, onFailure) =>
  dora.forgetSpecificDevice(list.Devices[0].DeviceKey, { onSuccess, onFailure }),
);
const after = await signIn('dora', 'Sandbox-1!', devices);
assert.equal(after.askedForCode, true);
