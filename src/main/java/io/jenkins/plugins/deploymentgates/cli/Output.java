package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output that knows what became of it: a {@link PrintWriter} swallows that the disk is full, and an export that is not there
 * would count as done.
 */
final class Output extends PrintWriter {
    private final Remembering stream;

    Output(OutputStream stream) {
        this(new Remembering(stream));
    }

    private Output(Remembering stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** Why something was lost; nothing was when the reader had enough and went, as {@code head} does. */
    @CheckForNull
    IOException lost() {
        flush();
        return stream.failure;
    }

    private static final class Remembering extends FilterOutputStream {
        @CheckForNull
        private IOException failure;

        Remembering(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                // "Broken pipe", in the words of the system.
                if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
                    failure = e;
                }
                throw e;
            }
        }
    }
}
