// The sandbox, used through the AWS SDK for JavaScript. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { peer } from './peer.mjs';

const {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmDeviceCommand,
  ForgetDeviceCommand,
  GetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListDevicesCommand,
  RespondToAuthChallengeCommand,
  GetSigningCertificateCommand,
} = await peer('@aws-sdk/client-cognito-identity-provider');

const pool = process.env.CAUTH_USER_POOL_ID;
const publicClient = process.env.CAUTH_CLIENT_ID;
const secretClient = '6sandboxsecretclient0demo2';
const secret = '1sandboxsecret0notarealone0anywhere0just0for0trying';
const service = new CognitoIdentityProviderClient({
  endpoint: process.env.CAUTH_SANDBOX_URL,
  region: process.env.CAUTH_REGION,
  maxAttempts: 1,
});

const signIn = (ClientId, AuthParameters) =>
  service.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters }));

// SMS_MFA, with a wrong code first.
const asked = await signIn(publicClient, { USERNAME: 'mia', PASSWORD: 'Sandbox-1!' });
assert.equal(asked.ChallengeName, 'SMS_MFA');
assert.equal(asked.ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM, 'SMS');
const answer = (SMS_MFA_CODE) =>
  service.send(
    new RespondToAuthChallengeCommand({
      ClientId: publicClient,
      ChallengeName: 'SMS_MFA',
      Session: asked.Session,
      ChallengeResponses: { USERNAME: 'mia', SMS_MFA_CODE },
    }),
  );
await assert.rejects(answer('000000'), { name: 'CodeMismatchException' });
assert.ok((await answer('123456')).AuthenticationResult.IdToken);

// A required attribute with the new password, for a client with a secret.
const SECRET_HASH = createHmac('sha256', secret).update(`nora${secretClient}`).digest('base64');
const challenge = await signIn(secretClient, { USERNAME: 'nora', PASSWORD: 'Temporary-1!', SECRET_HASH });
assert.deepEqual(JSON.parse(challenge.ChallengeParameters.requiredAttributes), ['userAttributes.email']);
const done = await service.send(
  new RespondToAuthChallengeCommand({
    ClientId: secretClient,
    ChallengeName: challenge.ChallengeName,
    Session: challenge.Session,
    ChallengeResponses: {
      USERNAME: 'nora',
      NEW_PASSWORD: 'Sandbox-2!',
      'userAttributes.email': 'nora@example.com',
      SECRET_HASH,
    },
  }),
);
const renewed = await service.send(
  new GetTokensFromRefreshTokenCommand({
    ClientId: secretClient,
    ClientSecret: secret,
    RefreshToken: done.AuthenticationResult.RefreshToken,
  }),
);
assert.ok(renewed.AuthenticationResult.AccessToken);

// Choice-based sign-in: what there is to choose, a code that the choice sends, and a first factor preferred.
const choose = (AuthParameters) =>
  service.send(new InitiateAuthCommand({ AuthFlow: 'USER_AUTH', ClientId: publicClient, AuthParameters }));
const respond = (to, ChallengeResponses) =>
  service.send(
    new RespondToAuthChallengeCommand({
      ClientId: publicClient,
      ChallengeName: to.ChallengeName,
      Session: to.Session,
      ChallengeResponses,
    }),
  );
const choice = await choose({ USERNAME: 'otto' });
assert.equal(choice.ChallengeName, 'SELECT_CHALLENGE');
assert.deepEqual([...choice.AvailableChallenges].sort(), ['EMAIL_OTP', 'SMS_OTP']);
const byMail = await respond(choice, { USERNAME: 'otto', ANSWER: 'EMAIL_OTP' });
assert.equal(byMail.ChallengeName, 'EMAIL_OTP');
assert.equal(byMail.ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM, 'EMAIL');
await assert.rejects(respond(byMail, { USERNAME: 'otto', EMAIL_OTP_CODE: '000000' }), {
  name: 'CodeMismatchException',
});
const otto = await respond(byMail, { USERNAME: 'otto', EMAIL_OTP_CODE: '654321' });
assert.ok(otto.AuthenticationResult.AccessToken);
await assert.rejects(respond(choice, { USERNAME: 'otto', ANSWER: 'SMS_OTP' }), { name: 'NotAuthorizedException' });
const preferred = await choose({ USERNAME: 'otto', PREFERRED_CHALLENGE: 'SMS_OTP' });
assert.equal(preferred.ChallengeName, 'SMS_OTP');
const proved = await choose({ USERNAME: 'alice', PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Sandbox-1!' });
assert.ok(proved.AuthenticationResult.IdToken);

// A device: named with the tokens, confirmed, shown, forgotten; a refresh token of it wants its key.
const devicesClient = '1sandboxdevices00client06';
const withDevice = await signIn(devicesClient, { USERNAME: 'dora', PASSWORD: 'Sandbox-1!' });
const { AuthenticationResult: ofDevice } = await service.send(
  new RespondToAuthChallengeCommand({
    ClientId: devicesClient,
    ChallengeName: withDevice.ChallengeName,
    Session: withDevice.Session,
    ChallengeResponses: { USERNAME: 'dora', SMS_MFA_CODE: '123456' },
  }),
);
const { DeviceKey } = ofDevice.NewDeviceMetadata;
const { AccessToken } = ofDevice;
await service.send(
  new ConfirmDeviceCommand({
    AccessToken,
    DeviceKey,
    DeviceName: 'sdk',
    DeviceSecretVerifierConfig: { Salt: 'AQIDBA==', PasswordVerifier: 'AQIDBAUGBwg=' },
  }),
);
const { Devices } = await service.send(new ListDevicesCommand({ AccessToken }));
assert.deepEqual(Devices.map((device) => device.DeviceKey), [DeviceKey]);
const renew = (more) =>
  service.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: devicesClient, RefreshToken: ofDevice.RefreshToken, ...more }),
  );
await assert.rejects(renew({}), { name: 'NotAuthorizedException', message: /Invalid Refresh Token/ });
assert.ok((await renew({ DeviceKey })).AuthenticationResult.AccessToken);
assert.equal((await service.send(new GetDeviceCommand({ AccessToken, DeviceKey }))).Device.DeviceKey, DeviceKey);
await service.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }));
await assert.rejects(renew({ DeviceKey }), { name: 'NotAuthorizedException' });

// Errors come as the SDK's own classes, with the service's words.
await assert.rejects(signIn(publicClient, { USERNAME: 'alice', PASSWORD: 'wrong' }), {
  name: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
});
await assert.rejects(signIn('nosuchclient', { USERNAME: 'alice', PASSWORD: 'wrong' }), {
  name: 'ResourceNotFoundException',
  message: 'User pool client nosuchclient does not exist.',
});
await assert.rejects(
  service.send(new GetSigningCertificateCommand({ UserPoolId: pool })),
  { name: 'UnknownOperationException' },
);

// Signed operations: the SDK signs more headers than others do.
await service.send(
  new AdminSetUserPasswordCommand({
    UserPoolId: pool,
    Username: 'alice',
    Password: 'Sandbox-5!',
    Permanent: true,
  }),
);
const alice = await service.send(new AdminGetUserCommand({ UserPoolId: pool, Username: 'alice' }));
assert.equal(alice.UserStatus, 'CONFIRMED');
assert.ok(alice.UserCreateDate instanceof Date);
