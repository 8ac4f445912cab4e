// The sandbox, used through the AWS SDK for JavaScript. Run inside `cauth sandbox --`.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { peer } from './peer.mjs';

const {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
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
