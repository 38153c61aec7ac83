package io.jenkins.plugins.deploymentgates.git;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.ServiceNotEnabledException;

/** A real Git server over http on this machine that wants one user name and password. */
final class GitHttpServer implements AutoCloseable {
    /** Kept here, as loggers nobody holds forget their level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY.setLevel(Level.WARNING);
    }

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    /**
     * @param root holds the repositories
     * @param login {@code user:password}
     */
    GitHttpServer(Path root, String login) throws Exception {
        GitServlet git = new GitServlet();
        git.setRepositoryResolver((request, name) -> {
            Path folder = root.resolve(name);
            if (!Files.isDirectory(folder)) {
                throw new RepositoryNotFoundException(name);
            }
            try {
                return new RepositoryBuilder().setGitDir(folder.toFile()).build();
            } catch (IOException e) {
                throw new RepositoryNotFoundException(name, e);
            }
        });
        git.setReceivePackFactory((request, repository) -> {
            if (!repository.getConfig().getBoolean("http", "receivepack", true)) {
                throw new ServiceNotEnabledException();
            }
            return new ReceivePack(repository);
        });
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addFilter(new FilterHolder(new Basic(login)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(git), "/*");
        server.setHandler(context);
        server.start();
    }

    String url(String repository) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return "http://127.0.0.1:" + port + "/" + repository;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Basic authentication as RFC 7617 has it. */
    private static final class Basic implements Filter {
        private final String expected;

        Basic(String login) {
            expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (expected.equals(((HttpServletRequest) request).getHeader("Authorization"))) {
                chain.doFilter(request, response);
            } else {
                HttpServletResponse answer = (HttpServletResponse) response;
                answer.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
                answer.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }
    }
}
