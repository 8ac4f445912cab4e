#pragma once

#include <array>
#include <string_view>

// What cauth(1) says beyond the tables of commands, options and settings: plain text for mdoc::paragraphs().
namespace cauth::cli {

inline constexpr std::string_view kAbout =
    R"(cauth signs users in to an Amazon Cognito user pool, keeps their tokens fresh, shows and checks them, and calls the APIs that want them.

There are two kinds of commands. Those with the AWS CLI's names take the AWS CLI's options and print what it prints: a script moves over when "aws cognito-idp" is replaced by "cauth", and "cauth cognito-idp OPERATION" works too, with the AWS CLI's global options and --profile naming the AWS profile. All others are for people: login runs the whole conversation and keeps the session, and every later command uses it.

Results go to standard output and nothing else does; messages, questions and warnings go to standard error or to the terminal.)";

inline constexpr std::string_view kSettings =
    R"(A setting is taken from its option, else from its CAUTH_ variable, else from the profile in the config file, else from the variable of another tool, which only fills gaps.

Profiles are tables of the config file, named [profile.NAME]. The one to use is named by --profile or CAUTH_PROFILE, else it is "default". A profile that was named and does not exist is an error. Nothing is read from the current folder.)";

inline constexpr std::string_view kConfigExample = R"([profile.default]
user_pool_id  = "eu-west-1_AbCdEfGhI"
client_id     = "5d0v53044ojq2m8bft29hav0v1"
client_secret = { command = ["pass", "show", "cognito/client"] }
username      = "alice"
api           = "https://api.example.com/prod")";

inline constexpr std::string_view kSecrets =
    R"(No secret has to stand on the command line. A password, a client secret or a new password is read from standard input or from a file where an option says so, from its CAUTH_ variable, from the place that the profile names ({ env = "NAME" }, { file = "PATH" } or { command = ["PROGRAM", "ARGUMENT"] }), or it is asked for at the terminal without echo.

Sessions are kept in files of mode 0600 in a folder of mode 0700. With --verbose a secret is shown as what it is, never itself, unless --show-secrets stands beside it. libcurl keeps copies of what it sends in memory that cauth cannot wipe.

A token goes to the API that the profile or the command line names, never to another origin by a redirect, and never over plain http except to this machine.)";

struct ExitStatus {
  std::string_view status, meaning;
};

inline constexpr std::array kExitStatuses = {
    ExitStatus{"0", "Done; the token is valid; all expectations held."},
    ExitStatus{"1", "A clear no: the token is not valid, an expectation failed, or probe found something."},
    ExitStatus{"2", "Wrong usage or settings."},
    ExitStatus{"3", "Cognito or AWS refused: a wrong password, no such user, no permission."},
    ExitStatus{
        "4",
        "You must act: not signed in, the session is over, or a question that nobody is there to answer."},
    ExitStatus{"5 and up",
               "No whole answer came; the numbers are those of curl(1): 6 for no such host, 7 for no "
               "connection, 22 for an HTTP error under --fail, 28 for a timeout, 35 and 60 for TLS."},
    ExitStatus{"70", "A bug in cauth; the message says what to report."},
    ExitStatus{"75", "Try later: throttled, or an error of the service that stayed through all retries."},
    ExitStatus{"130, 143", "Interrupted."},
};

struct Variable {
  std::string_view name, meaning;
};

/// Besides those of the settings.
inline constexpr std::array kVariables = {
    Variable{"CAUTH_TOKEN",
             "A token to use in place of the session's; its kind is read from it, and it is never renewed."},
    Variable{"CAUTH_ID_TOKEN", "The same, for the ID token alone."},
    Variable{"CAUTH_ACCESS_TOKEN", "The same, for the access token alone."},
    Variable{"CAUTH_EXPIRED_TOKEN", "A token that is over, for \"cauth probe\" to try an API with."},
    Variable{"CAUTH_AUTHORIZATION",
             "Set by \"cauth exec\" for the program that it runs: what to send as Authorization."},
    Variable{"CAUTH_PROXY_KEY", "The key that \"cauth proxy\" asks for, instead of one made for each run."},
    Variable{"CAUTH_PROXY_URL",
             "Set by \"cauth proxy\" for the command that it runs: the address to send requests to."},
    Variable{"CAUTH_PROXY_SOCKET", "The same, where it listens on a Unix socket: the path of that."},
    Variable{"CAUTH_NEW_PASSWORD", "The password to set where a new one is wanted."},
    Variable{"CAUTH_MFA_CODE", "The code of the second factor, whichever is asked for, as with --mfa."},
    Variable{"CAUTH_CHALLENGE_NAME",
             "Set for the program that answers challenges: the name of the one at hand."},
    Variable{"CAUTH_QUESTION", "Set for it too: the key of the answer that is wanted, such as SMS_MFA_CODE."},
    Variable{"CAUTH_CONFIG_DIR", "The folder of the config file."},
    Variable{"CAUTH_STATE_DIR", "The folder of the sessions."},
    Variable{"CAUTH_CACHE_DIR", "The folder of what can be fetched again."},
    Variable{"CAUTH_SANDBOX_URL",
             "Set by the sandbox for the command that it runs: the address at which it listens."},
    Variable{"CI", "Where it is set, and not to false, nobody is asked anything."},
    Variable{"NO_COLOR", "Where it is set, there is no colour."},
};

inline constexpr std::array kFiles = {
    Variable{"~/.config/cauth/config.toml", "Profiles."},
    Variable{"~/.local/state/cauth/", "Sessions, for the user alone."},
    Variable{"~/.cache/cauth/", "Keys of user pools; may be deleted at any time."},
};

inline constexpr std::string_view kExamples =
    R"(cauth configure
cauth login
cauth token --token-use id
cauth call https://api.example.com/orders)";

}  // namespace cauth::cli
