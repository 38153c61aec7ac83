package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP API on a port. Started by its factory; {@link #close} lets requests that are under way end and takes no new ones.
 * Thread-safe.
 */
public final class GatesServer implements AutoCloseable {
    private static final long STOP_MILLIS = 15_000;
    private static final int HEADER_BYTES = 8192;
    private static final int ANSWER_HEADER_BYTES = 1024;

    /** The selectors and the acceptor, which answer no requests. */
    private static final int OTHER_THREADS = 8;

    private final ServerSettings settings;
    private final Background background;
    private final Metrics metrics;
    private final Javalin javalin;

    private GatesServer(ServerSettings settings, Background background, Metrics metrics, Javalin javalin) {
        this.settings = settings;
        this.background = background;
        this.metrics = metrics;
        this.javalin = javalin;
    }

    /**
     * Starts one.
     *
     * @param user who starts it
     * @param secrets those that webhooks are signed with
     * @param accessLog a line for each request; {@code null} for none. Not closed by the server
     * @throws InvalidInputException when these settings would let in anybody
     * @throws DeploymentGatesException when it cannot listen there
     */
    public static GatesServer start(
            ServeHost host,
            ServerSettings settings,
            String user,
            Secrets secrets,
            @CheckForNull PrintWriter accessLog) {
        Access access = new Access(host, user);
        if (!settings.bind().isLoopbackAddress() && !access.hasValidTokens()) {
            throw new InvalidInputException("at " + settings.bind().getHostAddress()
                    + " other machines can call, and there is no token that would tell who does; make one first, such"
                    + " as 'deployment-gates token create NAME --role administrator', or bind to 127.0.0.1");
        }
        Waiters waiters = new Waiters(host, settings.limits().waiters());
        Metrics metrics = new Metrics(host, waiters);
        Background background = new Background(host, access, waiters, metrics, secrets, settings.driftEvery());
        Rates rates = new Rates(host.clock(), settings.limits().rate());
        FrontDoor door = new FrontDoor(host, access, rates, waiters, metrics, background::feedSoon);
        RequestLog log = accessLog == null
                ? metrics
                : new RequestLog.Collection(metrics, new AccessLog(host.clock(), accessLog));
        Javalin javalin = Javalin.create(config -> configure(config, settings, door, log));
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new DeploymentGatesException(
                    "the port " + settings.port() + " at " + settings.bind().getHostAddress()
                            + " is taken or may not be used; name another with --port",
                    e);
        }
        background.start();
        return new GatesServer(settings, background, metrics, javalin);
    }

    private static void configure(JavalinConfig config, ServerSettings settings, FrontDoor door, RequestLog log) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.asyncTimeout = 0;
        config.jetty.threadPool = threads(settings.limits());
        config.jetty.modifyHttpConfiguration(http -> limit(http, settings));
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new ProblemPages());
            server.setRequestLog(log);
            GracefulHandler graceful = new GracefulHandler();
            graceful.setHandler(new BodyReader(settings.limits().idle()));
            server.setHandler(graceful);
            server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
        });
        config.routes.before(door);
    }

    private static QueuedThreadPool threads(ServerSettings.Limits limits) {
        QueuedThreadPool pool = new QueuedThreadPool(limits.threads() + OTHER_THREADS);
        pool.setName("http");
        return pool;
    }

    private static void limit(HttpConfiguration http, ServerSettings settings) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setIdleTimeout(settings.limits().idle().toMillis());
        // What is thrown away after use is cheap on the heap only, and need not be as large as what is kept.
        http.setUseInputDirectByteBuffers(false);
        http.setUseOutputDirectByteBuffers(false);
        http.setResponseHeaderSize(ANSWER_HEADER_BYTES);
        http.setMaxResponseHeaderSize(HEADER_BYTES);
        http.setOutputAggregationSize(0);
    }

    /**
     * No memory is used for one connection after another. Jetty 12.1 gives a buffer back twice, or writes into one it has given
     * back, when what is no HTTP is refused while the next is read already ({@code HttpConnection.RequestHandler.badMessage} hands
     * the refusal to another thread; its issue 12939). From a pool such a buffer goes to two connections, and one client reads what
     * another one sent, token and all.
     */
    static ServerConnector connector(Server server, HttpConfiguration http, ServerSettings settings) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ConnectionFactory[] protocols = {plain};
        ServerSettings.KeyStoreFile keyStore = settings.keyStore();
        if (keyStore != null) {
            // The certificate is the same whatever name the client asks for.
            http.addCustomizer(new SecureRequestCustomizer(false));
            protocols = new ConnectionFactory[] {
                new SslConnectionFactory(Tls.contextFactory(keyStore), plain.getProtocol()), plain
            };
        }
        ServerConnector connector =
                new ServerConnector(server, null, null, new ByteBufferPool.NonPooling(), 1, 2, protocols);
        connector.setHost(settings.bind().getHostAddress());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.limits().idle().toMillis());
        return connector;
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        InetAddress bind = settings.bind();
        String host = bind instanceof Inet6Address ? "[" + bind.getHostAddress() + "]" : bind.getHostAddress();
        return URI.create((settings.keyStore() == null ? "http" : "https") + "://" + host + ":" + javalin.port());
    }

    @Override
    public void close() {
        background.close();
        javalin.stop();
        metrics.close();
    }
}
