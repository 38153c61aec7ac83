package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.ReceivePack;

/** A real Git server over http on this machine with one repository, which wants one user name and password. */
final class GitServer implements AutoCloseable {
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Repository repository;

    GitServer(Path folder, String username, String password) throws Exception {
        repository =
                new RepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        repository.create(true);
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        GitServlet git = new GitServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws jakarta.servlet.ServletException, IOException {
                if (expected.equals(request.getHeader("Authorization"))) {
                    super.service(request, response);
                } else {
                    response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
                    response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                }
            }
        };
        git.setRepositoryResolver((request, name) -> {
            repository.incrementOpen();
            return repository;
        });
        git.setReceivePackFactory((request, target) -> new ReceivePack(target));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServlet(new ServletHolder(git), "/*");
        server.setHandler(context);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/deploy.git";
    }

    /** Makes a commit on the branch and sets the other branches to it, too. */
    String commit(String message, String... branches) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId parent = repository.resolve(Constants.R_HEADS + branches[0]);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            if (parent != null) {
                commit.setParentId(parent);
            }
            commit.setAuthor(new PersonIdent("Ann", "ann@example.com"));
            commit.setCommitter(new PersonIdent("Ann", "ann@example.com"));
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            for (String branch : branches) {
                RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
                update.setNewObjectId(id);
                update.forceUpdate();
            }
            return id.name();
        }
    }

    String head(String branch) throws IOException {
        return repository.resolve(Constants.R_HEADS + branch).name();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        repository.close();
    }
}
