package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.function.Function;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * Credentials for https: those the host keeps where the configuration names some; otherwise from the environment, else
 * from the URL, else from the helpers of the installed Git. Never asks a person. Not thread-safe; one for each opened
 * repository.
 */
final class GitCredentials extends CredentialsProvider {
    static final String USERNAME = "DEPLOYMENT_GATES_GIT_USERNAME";
    static final String PASSWORD = "DEPLOYMENT_GATES_GIT_PASSWORD";
    static final String TOKEN = "DEPLOYMENT_GATES_GIT_TOKEN";

    /** What most hosts take as the user name along with a token; they look at the token only. */
    private static final String TOKEN_USER = "x-access-token";

    private final Function<String, String> environment;
    private final CredentialHelper helper;

    @CheckForNull
    private final HostCredentials host;

    @CheckForNull
    private final StoredLogin stored;

    @CheckForNull
    private Login current;

    private boolean refused;
    private boolean approved;

    /**
     * @param host keeps credentials; {@code null} when nobody does, as on the command line
     * @param stored the only ones to use; {@code null} when the configuration names none
     */
    GitCredentials(
            Function<String, String> environment,
            CredentialHelper helper,
            @CheckForNull HostCredentials host,
            @CheckForNull StoredLogin stored) {
        this.environment = environment;
        this.helper = helper;
        this.host = host;
        this.stored = stored;
    }

    /** Whether a variable of the environment is part of a login. */
    static boolean isLogin(String variable) {
        return variable.equals(USERNAME) || variable.equals(PASSWORD) || variable.equals(TOKEN);
    }

    /** Where a user name and password came from, for messages and for telling the helper. */
    enum Source {
        HOST("those that are stored were refused"),
        ENVIRONMENT("those of the environment (" + USERNAME + ", " + PASSWORD + " or " + TOKEN + ") were refused"),
        URL("those in git.repository were refused"),
        HELPER("those of Git's credential helper were refused");

        private final String refusal;

        Source(String refusal) {
            this.refusal = refusal;
        }
    }

    /** A user name and password. Has no text form on purpose. */
    static final class Login {
        private final URIish uri;
        private final String username;
        private final String password;
        private final Source source;

        Login(URIish uri, String username, String password, Source source) {
            this.uri = uri;
            this.username = username;
            this.password = password;
            this.source = source;
        }

        URIish uri() {
            return uri;
        }

        String username() {
            return username;
        }

        String password() {
            return password;
        }
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    /** Nothing is asked of a person: a question about a host key or a key's passphrase is answered with no. */
    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!supports(items) || refused) {
            return false;
        }
        if (current == null) {
            current = find(uri);
        }
        if (current == null) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username username) {
                username.setValue(current.username);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(current.password.toCharArray());
            }
        }
        return true;
    }

    @CheckForNull
    private Login find(URIish uri) {
        if (stored != null) {
            String secret = stored.password();
            String user = stored.username() == null ? uri.getUser() : stored.username();
            return secret == null || user == null ? null : new Login(uri, user, secret, Source.HOST);
        }
        String token = environment.apply(TOKEN);
        String password = environment.apply(PASSWORD);
        String username = environment.apply(USERNAME);
        if (password != null && username != null) {
            return new Login(uri, username, password, Source.ENVIRONMENT);
        }
        if (token != null) {
            return new Login(uri, username == null ? TOKEN_USER : username, token, Source.ENVIRONMENT);
        }
        if (uri.getUser() != null && uri.getPass() != null) {
            return new Login(uri, uri.getUser(), uri.getPass(), Source.URL);
        }
        return helper.fill(uri);
    }

    /** The server said no. One attempt only: trying again locks accounts. */
    @Override
    public void reset(URIish uri) {
        if (current != null && !refused) {
            refused = true;
            if (current.source == Source.HELPER) {
                helper.reject(current);
            }
        }
    }

    /** The server said yes. */
    void approve() {
        if (current != null && !refused && !approved && current.source == Source.HELPER) {
            approved = true;
            helper.approve(current);
        }
    }

    /** The URL to go to, with the stored user name where it names nobody and ssh has to know. */
    URIish uri(RepositoryAddress address) {
        URIish uri = address.uri();
        boolean named = stored == null || stored.username() == null || uri.getUser() != null;
        return named || !address.isSsh() ? uri : uri.setUser(stored.username());
    }

    /** Where people say which ssh servers are trusted; {@code null} when that is the user's own file. */
    @CheckForNull
    String hostKeysPlace() {
        return host == null ? null : host.hostKeysPlace();
    }

    /** Which credentials were tried, and where others can be put. */
    String explain(RepositoryAddress address) {
        if (stored != null) {
            return (stored.password() == null ? "the ssh key" : "the user name and password") + " of credentials '"
                    + stored.id() + "' " + (stored.password() == null ? "was" : "were")
                    + " not accepted; correct them where they are stored, or name others as git.credentials";
        }
        if (address.isSsh()) {
            return host == null
                    ? "no key of the ssh agent or of ~/.ssh was accepted; add the right one with ssh-add or name it in"
                            + " ~/.ssh/config"
                    : "no key of ~/.ssh was accepted; name stored ones as git.credentials";
        }
        String tried = current == null ? "none were found" : current.source.refusal;
        if (host != null) {
            return tried + "; name stored ones as git.credentials";
        }
        return tried + "; set " + USERNAME + " and " + PASSWORD + ", or " + TOKEN
                + ", or store them with Git's credential helper";
    }
}
