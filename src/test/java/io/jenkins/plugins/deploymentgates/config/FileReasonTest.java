package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.Test;

public class FileReasonTest {
    @Test
    public void writesWhyAFileCannotBeReadOrWritten() {
        assertThat(FileReason.of(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(FileReason.of(new NoSuchFileException("/a"))).isEqualTo("there is no such file or folder");
        assertThat(FileReason.of(new FileSystemException("/a", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(FileReason.of(new IOException("Stream closed"))).isEqualTo("Stream closed");
    }
}
