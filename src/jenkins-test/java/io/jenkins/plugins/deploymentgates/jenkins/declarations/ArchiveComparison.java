package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Compares the plugin's archive of the build against declarations with that of the build against the real Jenkins. */
public final class ArchiveComparison {
    private ArchiveComparison() {}

    /** Fails if two archives differ, and names each difference; the first one need not be there. */
    public static void main(String[] files) throws IOException {
        Path declared = Path.of(files[0]);
        Path real = Path.of(files[1]);
        if (!Files.exists(declared)) {
            System.out.println("There is no " + declared + " to compare with; the build without the profile makes it");
            return;
        }
        List<String> differences = differences(declared, real);
        if (!differences.isEmpty()) {
            throw new AssertionError(declared + " and " + real + " differ (is the first one older than the sources?):\n"
                    + String.join("\n", differences));
        }
        System.out.println(declared + " and " + real + " hold the same");
    }

    /** One line for each entry that is not the same in both, those of the plugin's own jar included. */
    static List<String> differences(Path first, Path second) throws IOException {
        Map<String, String> one = entries(first);
        Map<String, String> other = entries(second);
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!other.containsKey(name)) {
                differences.add(name + " is only in " + first);
            } else if (!one.containsKey(name)) {
                differences.add(name + " is only in " + second);
            } else if (!one.get(name).equals(other.get(name))) {
                differences.add(name + " differs");
            }
        }
        return differences;
    }

    private static Map<String, String> entries(Path archive) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (InputStream in = Files.newInputStream(archive)) {
            read("", in, entries);
        }
        return entries;
    }

    private static void read(String prefix, InputStream in, Map<String, String> entries) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            byte[] content = zip.readAllBytes();
            String name = prefix + entry.getName();
            entries.put(name, checksum(content));
            if (name.endsWith("/deployment-gates.jar")) {
                read(name + "!", new ByteArrayInputStream(content), entries);
            }
        }
    }

    private static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
