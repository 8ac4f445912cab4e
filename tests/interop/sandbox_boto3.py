# The sandbox, used through boto3. Run inside `cauth sandbox --`.
import base64
import hashlib
import hmac
import os
import sys
import time

try:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import ClientError
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

POOL = os.environ["CAUTH_USER_POOL_ID"]
CLIENT = os.environ["CAUTH_CLIENT_ID"]
SECRET_CLIENT = "6sandboxsecretclient0demo2"
SECRET = "1sandboxsecret0notarealone0anywhere0just0for0trying"


def client(**more):
    return boto3.client(
        "cognito-idp",
        endpoint_url=os.environ["CAUTH_SANDBOX_URL"],
        config=Config(retries={"total_max_attempts": 1}),
        **more,
    )


def secret_hash(username):
    digest = hmac.new(SECRET.encode(), (username + SECRET_CLIENT).encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def refused(code, message, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert (found["Code"], found["Message"]) == (code, message), found
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return
    raise AssertionError(f"{code} did not come")


def start(idp, username, password, **more):
    return idp.initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=CLIENT,
        AuthParameters={"USERNAME": username, "PASSWORD": password},
        **more,
    )


def test_new_password_required(idp):
    asked = start(idp, "newbie", "Temporary-1!")
    assert asked["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    answer = dict(
        ClientId=CLIENT,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": "newbie", "NEW_PASSWORD": "Sandbox-2!"},
    )
    done = idp.respond_to_auth_challenge(**answer)["AuthenticationResult"]
    assert done["TokenType"] == "Bearer" and done["ExpiresIn"] == 3600
    refused(
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
        idp.respond_to_auth_challenge,
        **answer,
    )


def test_secret_hash_and_renewal(idp):
    alias = "alice@example.com"
    parameters = {"USERNAME": alias, "PASSWORD": "Sandbox-1!"}
    call = dict(AuthFlow="USER_PASSWORD_AUTH", ClientId=SECRET_CLIENT, AuthParameters=parameters)
    refused(
        "NotAuthorizedException",
        f"Client {SECRET_CLIENT} is configured with secret but SECRET_HASH was not received",
        idp.initiate_auth,
        **call,
    )
    parameters["SECRET_HASH"] = secret_hash(alias)
    refresh = idp.initiate_auth(**call)["AuthenticationResult"]["RefreshToken"]
    renewed = idp.initiate_auth(
        AuthFlow="REFRESH_TOKEN_AUTH",
        ClientId=SECRET_CLIENT,
        AuthParameters={"REFRESH_TOKEN": refresh, "SECRET_HASH": secret_hash("alice")},
    )["AuthenticationResult"]
    assert "RefreshToken" not in renewed
    again = idp.get_tokens_from_refresh_token(
        ClientId=SECRET_CLIENT, ClientSecret=SECRET, RefreshToken=refresh
    )
    assert again["AuthenticationResult"]["AccessToken"]
    idp.revoke_token(ClientId=SECRET_CLIENT, ClientSecret=SECRET, Token=refresh)
    refused(
        "NotAuthorizedException",
        "Refresh Token has been revoked",
        idp.get_tokens_from_refresh_token,
        ClientId=SECRET_CLIENT,
        ClientSecret=SECRET,
        RefreshToken=refresh,
    )


def test_user_operations(idp):
    access = start(idp, "alice", "Sandbox-1!")["AuthenticationResult"]["AccessToken"]
    user = idp.get_user(AccessToken=access)
    assert user["Username"] == "alice"
    assert {"Name": "email", "Value": "alice@example.com"} in user["UserAttributes"]
    idp.change_password(AccessToken=access, PreviousPassword="Sandbox-1!", ProposedPassword="Sandbox-9!")
    assert start(idp, "alice", "Sandbox-9!")["AuthenticationResult"]
    idp.global_sign_out(AccessToken=access)
    refused("NotAuthorizedException", "Access Token has been revoked", idp.get_user, AccessToken=access)


def code_of(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_second_factor(idp):
    asked = start(idp, "tess", "Sandbox-1!")
    assert asked["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    answer = dict(ClientId=CLIENT, ChallengeName="SOFTWARE_TOKEN_MFA")
    code = code_of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    responses = {"USERNAME": "tess", "SOFTWARE_TOKEN_MFA_CODE": code}
    done = idp.respond_to_auth_challenge(Session=asked["Session"], ChallengeResponses=responses, **answer)
    access = done["AuthenticationResult"]["AccessToken"]
    assert idp.get_user(AccessToken=access)["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]
    asked = start(idp, "tess", "Sandbox-1!")
    refused(
        "ExpiredCodeException",
        "Your software token has already been used once.",
        idp.respond_to_auth_challenge,
        Session=asked["Session"],
        ChallengeResponses=responses,
        **answer,
    )


def test_second_factor_set_up(idp):
    asked = start(idp, "seth", "Sandbox-1!")
    assert asked["ChallengeParameters"]["MFAS_CAN_SETUP"] == '["SOFTWARE_TOKEN_MFA"]'
    given = idp.associate_software_token(Session=asked["Session"])
    code = code_of(given["SecretCode"])
    verified = idp.verify_software_token(Session=given["Session"], UserCode=code)
    assert verified["Status"] == "SUCCESS"
    done = idp.respond_to_auth_challenge(
        ClientId=CLIENT,
        ChallengeName="MFA_SETUP",
        Session=verified["Session"],
        ChallengeResponses={"USERNAME": "seth"},
    )
    assert done["AuthenticationResult"]["AccessToken"]


def test_administration(idp):
    idp.admin_create_user(
        UserPoolId=POOL, Username="zoe", TemporaryPassword="Temporary-1!", MessageAction="SUPPRESS"
    )
    found = idp.admin_get_user(UserPoolId=POOL, Username="zoe")
    assert found["UserStatus"] == "FORCE_CHANGE_PASSWORD" and found["Enabled"]
    assert found["UserCreateDate"].year > 2000
    idp.admin_set_user_password(UserPoolId=POOL, Username="zoe", Password="Sandbox-3!", Permanent=True)
    done = idp.admin_initiate_auth(
        UserPoolId=POOL,
        ClientId=CLIENT,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "zoe", "PASSWORD": "Sandbox-3!"},
    )
    assert done["AuthenticationResult"]["IdToken"]
    idp.admin_delete_user(UserPoolId=POOL, Username="zoe")
    refused(
        "UserNotFoundException", "User does not exist.", idp.admin_get_user, UserPoolId=POOL, Username="zoe"
    )


def test_choice(idp):
    chooser = dict(ClientId="2sandboxchoiceonly0client7")
    asked = idp.initiate_auth(AuthFlow="USER_AUTH", AuthParameters={"USERNAME": "otto"}, **chooser)
    assert asked["ChallengeName"] == "SELECT_CHALLENGE"
    assert asked["AvailableChallenges"] == ["EMAIL_OTP", "SMS_OTP"]
    sent = idp.respond_to_auth_challenge(
        ChallengeName="SELECT_CHALLENGE",
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": "otto", "ANSWER": "EMAIL_OTP"},
        **chooser,
    )
    assert sent["ChallengeName"] == "EMAIL_OTP"
    assert sent["ChallengeParameters"]["CODE_DELIVERY_DELIVERY_MEDIUM"] == "EMAIL"
    done = idp.respond_to_auth_challenge(
        ChallengeName="EMAIL_OTP",
        Session=sent["Session"],
        ChallengeResponses={"USERNAME": "otto", "EMAIL_OTP_CODE": "654321"},
        **chooser,
    )
    assert done["AuthenticationResult"]["IdToken"]
    at_once = idp.initiate_auth(
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": "alice", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "Sandbox-1!"},
        **chooser,
    )
    assert at_once["AuthenticationResult"]["AccessToken"]
    refused(
        "InvalidParameterException",
        "USER_SRP_AUTH is not enabled for the client.",
        idp.initiate_auth,
        AuthFlow="USER_SRP_AUTH",
        AuthParameters={"USERNAME": "alice", "SRP_A": "abc"},
        **chooser,
    )


def test_admin_chain(idp):
    where = dict(UserPoolId=POOL, ClientId=CLIENT)
    asked = idp.admin_initiate_auth(
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "sam", "PASSWORD": "Sandbox-1!"},
        **where,
    )
    assert asked["ChallengeName"] == "SELECT_MFA_TYPE"
    sent = idp.admin_respond_to_auth_challenge(
        ChallengeName="SELECT_MFA_TYPE",
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": "sam", "ANSWER": "EMAIL_OTP"},
        **where,
    )
    done = idp.admin_respond_to_auth_challenge(
        ChallengeName=sent["ChallengeName"],
        Session=sent["Session"],
        ChallengeResponses={"USERNAME": "sam", "EMAIL_OTP_CODE": "654321"},
        **where,
    )
    assert done["AuthenticationResult"]["RefreshToken"]


def test_signatures():
    wrong_key = client(aws_access_key_id="AKIANOBODYKNOWSTHIS1", aws_secret_access_key="x")
    refused(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        wrong_key.admin_get_user,
        UserPoolId=POOL,
        Username="alice",
    )
    wrong_secret = client(
        aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key="not the secret"
    )
    try:
        wrong_secret.admin_get_user(UserPoolId=POOL, Username="alice")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidSignatureException"
    else:
        raise AssertionError("a wrong signature was accepted")


if __name__ == "__main__":
    idp = client()
    test_choice(idp)
    test_admin_chain(idp)
    test_new_password_required(idp)
    test_secret_hash_and_renewal(idp)
    test_user_operations(idp)
    test_second_factor(idp)
    test_second_factor_set_up(idp)
    test_administration(idp)
    test_signatures()
