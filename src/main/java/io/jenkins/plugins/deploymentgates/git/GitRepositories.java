package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.model.Build;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.util.FS;

/**
 * Opens the repositories of applications. Immutable and thread-safe; what it opens is not.
 *
 * <p>Repositories on this machine are read in place. Others are read through a bare cache below the cache folder, one
 * folder a URL. A user's working copy is never touched.
 */
public final class GitRepositories {
    private final Path cacheRoot;
    private final Clock clock;
    private final Function<String, String> environment;
    private final CredentialHelper helper;

    @CheckForNull
    private final HostCredentials host;

    /**
     * For the command line: the environment of this process and its clock.
     *
     * @param cacheRoot where caches go; created only when one is written
     */
    public GitRepositories(Path cacheRoot) {
        this(cacheRoot, Clock.systemUTC(), System::getenv);
    }

    /**
     * @param cacheRoot where caches go; created only when one is written
     * @param clock gives new commits their time
     * @param environment looks up a variable; {@code null} for one that is not set
     */
    public GitRepositories(Path cacheRoot, Clock clock, Function<String, String> environment) {
        this(cacheRoot, clock, environment, new CredentialHelper(Map.of()), null);
    }

    /**
     * For a host that keeps credentials; for the rest as above.
     *
     * @param host supplies what the configuration names as {@code git.credentials}
     */
    public GitRepositories(Path cacheRoot, Clock clock, Function<String, String> environment, HostCredentials host) {
        this(cacheRoot, clock, environment, new CredentialHelper(Map.of()), host);
    }

    GitRepositories(
            Path cacheRoot,
            Clock clock,
            Function<String, String> environment,
            CredentialHelper helper,
            @CheckForNull HostCredentials host) {
        this.cacheRoot = cacheRoot.toAbsolutePath().normalize();
        this.clock = clock;
        this.environment = environment;
        this.helper = helper;
        this.host = host;
    }

    /**
     * Credentials for something else than a repository: the host's, or on the command line {@code user:password} in the
     * environment variable {@code DEPLOYMENT_GATES_SECRET_ID}.
     *
     * @param id as configured, such as {@code harbor}
     * @param build on whose behalf; {@code null} for a person
     * @throws GitException when there are none; no secret is in the message
     */
    public StoredLogin login(String id, String url, @CheckForNull Build build) {
        if (host != null) {
            return host.find(id, url, build);
        }
        String pair = variable("there are no credentials", id);
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new UnreachableException(
                    "credentials '" + id + "' are not of the form user:password; correct " + variableName(id));
        }
        return StoredLogin.password(id, pair.substring(0, colon), pair.substring(colon + 1));
    }

    /**
     * A secret text: the host's, or on the command line that of the environment variable {@code
     * DEPLOYMENT_GATES_SECRET_NAME}.
     *
     * @throws GitException when there is none
     */
    public String secret(String name) {
        return host != null ? host.secret(name) : variable("there is no secret", name);
    }

    private String variable(String nothing, String id) {
        String value = environment.apply(variableName(id));
        if (value == null || value.isBlank()) {
            throw new UnreachableException(nothing + " '" + id + "'; set " + variableName(id));
        }
        return value.strip();
    }

    private static String variableName(String id) {
        return "DEPLOYMENT_GATES_SECRET_" + id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** A repository as it may be shown: a URL without user and password. */
    public static String shown(String repository) {
        RepositoryAddress address = RepositoryAddress.parse(repository);
        return address.path() == null ? address.shown() : repository;
    }

    /**
     * Opens a repository; one on another machine is not contacted yet.
     *
     * @throws GitException when there is no repository at a path
     */
    public LineRepository open(GitSettings settings, Access access) {
        return open(settings, access, null);
    }

    /**
     * The same on behalf of a build, which decides about the credentials a host supplies.
     *
     * @throws GitException when there is no repository at a path, or no usable credentials under the id
     */
    public LineRepository open(GitSettings settings, Access access, @CheckForNull Build build) {
        return open(settings, access, build, environment);
    }

    /**
     * Opens a repository for reading, with the commits of all its branches and tags as they are now.
     *
     * @throws GitException when there is no repository at a path, or it cannot be reached
     */
    public LineRepository openFetched(GitSettings settings) {
        LineRepository repository = open(settings, Access.READ);
        try {
            repository.fetch();
            return repository;
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    /**
     * Opens a repository that a file names beside the application's own. On the same host it gets the application's login;
     * another host is not sent it: whoever may write the file names it. Git's credential helpers know whom each login is
     * for. A path of this machine is only opened where the application's own is one.
     *
     * @param own the application's
     * @throws GitException when it may not be opened, or as {@link #open(GitSettings, Access, Build)} does
     */
    public LineRepository openBeside(GitSettings own, String repository, Access access, @CheckForNull Build build) {
        RepositoryAddress address = RepositoryAddress.parse(repository);
        RepositoryAddress known = RepositoryAddress.parse(own.repository());
        if (address.isSame(known)) {
            return open(own, access, build);
        }
        if (address.path() != null && known.path() == null) {
            throw new GitException("repository " + address.quoted()
                    + " is a folder of this machine; give a URL such as https://git.example.com/shop/core.git");
        }
        boolean sameHost = address.isSameHost(known);
        GitSettings settings = new GitSettings(
                repository, sameHost ? own.credentials() : null, List.of(), GitSettings.Mechanic.NONE, "main");
        return open(settings, access, sameHost ? build : null, sameHost ? environment : this::withoutLogin);
    }

    @CheckForNull
    private String withoutLogin(String variable) {
        return GitCredentials.isLogin(variable) ? null : environment.apply(variable);
    }

    /** Whether two texts name one repository, however it is reached. */
    public static boolean isSame(String one, String other) {
        return RepositoryAddress.parse(one).isSame(RepositoryAddress.parse(other));
    }

    private LineRepository open(
            GitSettings settings, Access access, @CheckForNull Build build, Function<String, String> environment) {
        RepositoryAddress address = RepositoryAddress.parse(settings.repository());
        Path cache = cacheRoot.resolve(address.folderName());
        StoredLogin login = login(settings, address, build);
        GitCredentials credentials = new GitCredentials(environment, helper, host, login);
        Connection connection = new Connection(address, credentials, new SshSessions(home(), host, login));
        Path path = address.path();
        if (path == null) {
            return new LineRepository(connection, new RemoteWorkspace(connection, cache, access), access, clock, null);
        }
        Repository remote = openLocal(address, path);
        return new LineRepository(
                connection,
                new LocalWorkspace(remote, cache, access),
                access,
                clock,
                new LocalReceiver(remote, address, LocalGit.receivePack(environment)));
    }

    @CheckForNull
    private StoredLogin login(GitSettings settings, RepositoryAddress address, @CheckForNull Build build) {
        String id = settings.credentials();
        if (host == null || id == null || address.path() != null) {
            return null;
        }
        StoredLogin login = host.find(id, address.toString(), build);
        if (login.password() != null && address.isSsh()) {
            throw new UnreachableException("credentials '" + id + "' hold a user name and password, and repository "
                    + address.quoted() + " is reached by ssh; name ones with an ssh key as git.credentials, or give"
                    + " git.repository as an https URL");
        }
        if (login.password() == null && !address.isSsh()) {
            throw new UnreachableException(
                    "credentials '" + id + "' hold an ssh key, and repository " + address.quoted()
                            + " is not reached by ssh; name ones with a user name and password as git.credentials, or give"
                            + " git.repository as an ssh URL");
        }
        return login;
    }

    private static Repository openLocal(RepositoryAddress address, Path path) {
        if (!Files.exists(path)) {
            throw GitErrors.missing(address);
        }
        File folder = FileKey.resolve(path.toFile(), FS.DETECTED);
        if (folder == null) {
            folder = worktreeOf(path);
        }
        if (folder == null) {
            throw GitErrors.notARepository(address);
        }
        try {
            return new RepositoryBuilder().setGitDir(folder).setMustExist(true).build();
        } catch (IOException e) {
            throw GitErrors.unreadable(address, e);
        }
    }

    /** The repository a linked working tree or submodule belongs to: {@code .git} is a file there that names it. */
    @CheckForNull
    private static File worktreeOf(Path path) {
        try {
            Path link = path.resolve(".git");
            if (!Files.isRegularFile(link)) {
                return null;
            }
            String target = Files.readString(link).strip();
            if (!target.startsWith("gitdir: ")) {
                return null;
            }
            Path folder = path.resolve(target.substring("gitdir: ".length()));
            Path common = folder.resolve("commondir");
            if (Files.isRegularFile(common)) {
                folder = folder.resolve(Files.readString(common).strip());
            }
            return FileKey.resolve(folder.normalize().toFile(), FS.DETECTED);
        } catch (IOException e) {
            return null;
        }
    }

    private File home() {
        String home = environment.apply("HOME");
        return home == null ? FS.DETECTED.userHome() : new File(home);
    }
}
