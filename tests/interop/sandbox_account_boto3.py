# Registration, forgotten passwords, attributes and devices of the sandbox, through boto3. Run inside
# `cauth sandbox --`.
import base64
import json
import os
import secrets
import urllib.request

from sandbox_boto3 import CLIENT, POOL, SECRET_CLIENT, client, refused, secret_hash, start

DEVICES_CLIENT = "1sandboxdevices00client06"


def newest_code(username):
    with urllib.request.urlopen(os.environ["CAUTH_SANDBOX_URL"] + "/sandbox/messages") as answer:
        return [message["code"] for message in json.load(answer) if message["username"] == username][-1]


def test_registration(idp):
    zoe = dict(ClientId=CLIENT, Username="zoe")
    attributes = [{"Name": "email", "Value": "zoe@example.com"}]
    refused(
        "InvalidPasswordException", "Password did not conform with policy: Password not long enough",
        idp.sign_up, **zoe, Password="short", UserAttributes=attributes,
    )
    answer = idp.sign_up(**zoe, Password="Chosen-1!", UserAttributes=attributes)
    assert answer["UserConfirmed"] is False
    assert answer["CodeDeliveryDetails"]["Destination"] == "z***@e***"
    refused(
        "UserNotConfirmedException", "User is not confirmed.",
        start, idp=idp, username="zoe", password="Chosen-1!",
    )
    refused(
        "CodeMismatchException", "Invalid verification code provided, please try again.",
        idp.confirm_sign_up, **zoe, ConfirmationCode="x",
    )
    assert idp.resend_confirmation_code(**zoe)["CodeDeliveryDetails"]["AttributeName"] == "email"
    idp.confirm_sign_up(**zoe, ConfirmationCode=newest_code("zoe"))
    assert "AuthenticationResult" in start(idp, "zoe", "Chosen-1!")
    # A client with a secret.
    yan = dict(ClientId=SECRET_CLIENT, Username="yan", SecretHash=secret_hash("yan"))
    idp.sign_up(**yan, Password="Chosen-1!", UserAttributes=[{"Name": "email", "Value": "yan@example.com"}])
    idp.confirm_sign_up(**yan, ConfirmationCode=newest_code("yan"))


def test_forgotten_password(idp):
    zoe = dict(ClientId=CLIENT, Username="zoe")
    assert idp.forgot_password(**zoe)["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    idp.confirm_forgot_password(**zoe, ConfirmationCode=newest_code("zoe"), Password="Another-1!")
    assert "AuthenticationResult" in start(idp, "zoe", "Another-1!")
    # Nobody of that name, and the client hides it.
    assert idp.forgot_password(ClientId=CLIENT, Username="nobody")["CodeDeliveryDetails"]


def test_attributes(idp):
    token = start(idp, "zoe", "Another-1!")["AuthenticationResult"]["AccessToken"]
    answer = idp.update_user_attributes(
        AccessToken=token, UserAttributes=[{"Name": "email", "Value": "z@example.org"}]
    )
    assert answer["CodeDeliveryDetailsList"][0]["Destination"] == "z***@e***"
    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=newest_code("zoe"))
    idp.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
    idp.delete_user_attributes(AccessToken=token, UserAttributeNames=["nickname"])
    found = {item["Name"]: item["Value"] for item in idp.get_user(AccessToken=token)["UserAttributes"]}
    assert (found["email"], found["email_verified"]) == ("z@example.org", "true"), found
    idp.delete_user(AccessToken=token)
    refused("NotAuthorizedException", "Access Token has been revoked", idp.get_user, AccessToken=token)


def test_devices(idp):
    asked = idp.initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH", ClientId=DEVICES_CLIENT,
        AuthParameters={"USERNAME": "dora", "PASSWORD": "Sandbox-1!"},
    )
    result = idp.respond_to_auth_challenge(
        ClientId=DEVICES_CLIENT, ChallengeName="SMS_MFA", Session=asked["Session"],
        ChallengeResponses={"USERNAME": "dora", "SMS_MFA_CODE": "123456"},
    )["AuthenticationResult"]
    token, key = result["AccessToken"], result["NewDeviceMetadata"]["DeviceKey"]
    number = base64.b64encode(secrets.token_bytes(16)).decode()
    answer = idp.confirm_device(
        AccessToken=token, DeviceKey=key, DeviceName="laptop",
        DeviceSecretVerifierConfig={"Salt": number, "PasswordVerifier": number},
    )
    assert answer["UserConfirmationNecessary"] is False
    idp.update_device_status(AccessToken=token, DeviceKey=key, DeviceRememberedStatus="not_remembered")
    assert [device["DeviceKey"] for device in idp.list_devices(AccessToken=token)["Devices"]] == [key]
    device = idp.get_device(AccessToken=token, DeviceKey=key)["Device"]
    assert device["DeviceCreateDate"].year > 2000
    refused(
        "NotAuthorizedException", "Invalid Refresh Token",
        idp.get_tokens_from_refresh_token, ClientId=DEVICES_CLIENT, RefreshToken=result["RefreshToken"],
    )
    idp.get_tokens_from_refresh_token(
        ClientId=DEVICES_CLIENT, RefreshToken=result["RefreshToken"], DeviceKey=key
    )
    idp.forget_device(AccessToken=token, DeviceKey=key)
    refused(
        "NotAuthorizedException", "Access Token has been revoked",
        idp.get_device, AccessToken=token, DeviceKey=key,
    )


def test_admin_confirms(admin):
    admin.admin_confirm_sign_up(UserPoolId=POOL, Username="uma")
    assert "AuthenticationResult" in start(admin, "uma", "Sandbox-1!")


idp = client()
test_registration(idp)
test_forgotten_password(idp)
test_attributes(idp)
test_devices(idp)
test_admin_confirms(idp)
