package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version and the names of its tags and branch. Immutable. */
record VersionName(String version) {
    /** A ref is a file of its name, and its lock one with {@code .lock} behind; file systems allow 255 bytes. */
    private static final int MAX_TAG_BYTES = 250;

    private static final String CANDIDATE = "-rc.";
    private static final Pattern CANDIDATE_TAG = Pattern.compile("v(?<version>.+)-rc\\.(?<number>0|[1-9][0-9]*)");

    /** @throws InvalidInputException when it is no valid tag name, or too long to have candidates */
    static VersionName of(String version) {
        Names.checkVersion(version);
        VersionName name = new VersionName(version);
        int bytes = name.candidateTag(BigInteger.valueOf(9999)).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TAG_BYTES) {
            throw new InvalidInputException("version " + Names.quote(version) + " is too long for the tag of a release"
                    + " candidate: that would have " + bytes + " bytes, at most " + MAX_TAG_BYTES + " are allowed");
        }
        return name;
    }

    String finalTag() {
        return "v" + version;
    }

    String candidateTag(BigInteger number) {
        return "v" + version + CANDIDATE + number;
    }

    String branch() {
        return "release/" + version;
    }

    /** Number to commit of the release candidates among the tags, in the order of numbers. */
    SortedMap<BigInteger, String> candidates(Map<String, String> tags) {
        SortedMap<BigInteger, String> candidates = new TreeMap<>();
        tags.forEach((tag, commit) -> {
            Matcher matcher = CANDIDATE_TAG.matcher(tag);
            if (matcher.matches() && matcher.group("version").equals(version)) {
                candidates.put(new BigInteger(matcher.group("number")), commit);
            }
        });
        return candidates;
    }

    /** Whether a tag is one of this version's. */
    boolean has(String tag) {
        Matcher matcher = CANDIDATE_TAG.matcher(tag);
        return tag.equals(finalTag())
                || (matcher.matches() && matcher.group("version").equals(version));
    }

    /** The version whose release candidate the final tag of this one would be; {@code null} for most. */
    @CheckForNull
    VersionName asCandidate() {
        Matcher matcher = CANDIDATE_TAG.matcher(finalTag());
        return matcher.matches() ? new VersionName(matcher.group("version")) : null;
    }
}
