package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.FoundImages;
import io.jenkins.plugins.deploymentgates.git.TagPlan;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.List;

/**
 * The commit or zip file a way of promoting makes of its own, before anything is pushed or written. Immutable.
 *
 * @param environment whose own repository it goes to; {@code null} when it is the application's
 * @param moves what is pushed; none when the target has all of it already
 * @param message the commit's message, or what it would be
 * @param files what is different then: one {@code A path}, {@code M path} or {@code D path} a file, sorted by path
 * @param images the container images that the copied files name, where a gate wants to know; else {@code null}
 * @param tags which commits of which repositories the version stands for, and their tags, which are made before the push;
 *     none where a version has no tags
 * @param commit the commit the target then has, full id; {@code null} when it is the planned one
 * @param zip the zip file that is written instead of a commit; {@code null} where it is a commit
 */
public record Draft(
        @CheckForNull String environment,
        List<RefMove> moves,
        String message,
        List<String> files,
        @CheckForNull FoundImages images,
        List<Tag> tags,
        @CheckForNull String commit,
        @CheckForNull Zip zip) {
    public Draft {
        moves = List.copyOf(moves);
        files = List.copyOf(files);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** Of a version without tags. */
    public Draft(
            @CheckForNull String environment,
            List<RefMove> moves,
            String message,
            List<String> files,
            @CheckForNull FoundImages images) {
        this(environment, moves, message, files, images, List.of(), null);
    }

    /** Of what is no zip file. */
    public Draft(
            @CheckForNull String environment,
            List<RefMove> moves,
            String message,
            List<String> files,
            @CheckForNull FoundImages images,
            List<Tag> tags,
            @CheckForNull String commit) {
        this(environment, moves, message, files, images, tags, commit, null);
    }

    /** With tags, where no gate wants to know of images. */
    public Draft(
            @CheckForNull String environment, List<RefMove> moves, String message, List<String> files, List<Tag> tags) {
        this(environment, moves, message, files, null, tags, null);
    }

    /** Whether all of it is in the target already. */
    public boolean arrived() {
        return zip == null ? moves.isEmpty() : zip.there();
    }

    /**
     * A zip file.
     *
     * @param file absolute path, on the machine that promotes
     * @param sha256 of the whole file, lower-case hexadecimal
     * @param there whether it is there already
     */
    public record Zip(String file, String sha256, boolean there) {}

    /**
     * What a version is in one repository.
     *
     * @param repository its URL or path, without secrets
     * @param commit what is deployed
     * @param from the branch or tag the commit was found at
     * @param tag the tag's name; {@code null} for none
     * @param action what becomes of the tag
     * @param replaced the id the tag has now, when it is moved, not peeled; else {@code null}
     */
    public record Tag(
            String repository,
            String commit,
            String from,
            @CheckForNull String tag,
            TagPlan.Action action,
            @CheckForNull String replaced) {
        static Tag of(TagPlan.Entry entry) {
            return new Tag(entry.shown(), entry.commit(), entry.from(), entry.tag(), entry.action(), entry.replaced());
        }

        /** @param name by which the repository is opened */
        TagPlan.Entry entry(String name) {
            return new TagPlan.Entry(name, repository, commit, from, tag, action, replaced);
        }

        boolean isPushed() {
            return entry(repository).isPushed();
        }

        /** One line for a person. */
        public String explain() {
            return entry(repository).explain();
        }
    }
}
