package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.StoredZip;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads from the remote whether an interrupted push arrived (design, rule 3). Stateless. */
final class Remote {

    /** What the remote says about an intent. */
    enum State {
        /** The push arrived, and perhaps others after it. */
        DONE,
        /** Every ref is where it was before. */
        UNTOUCHED,
        /** Somebody else moved a ref. */
        OVERTAKEN
    }

    private Remote() {}

    /** What of an intent names the zip file that is written instead of a push, and its SHA-256. */
    private static final String ZIP = "zip";

    private static final String ZIP_SHA256 = "zip.sha256";

    /** Lets an intent say that a zip file is written. */
    static void intend(Map<String, String> details, Draft.Zip zip) {
        details.put(ZIP, zip.file());
        details.put(ZIP_SHA256, zip.sha256());
    }

    /** The zip file that is written instead of a push; empty when it is a push. */
    static Optional<StoredZip> zip(PushIntent intent) {
        String file = intent.details().get(ZIP);
        return file == null
                ? Optional.empty()
                : Optional.of(new StoredZip(file, intent.details().get(ZIP_SHA256)));
    }

    static State state(PushIntent intent, LineRepository repository) {
        repository.fetch();
        Map<String, String> now = refs(intent, repository);
        if (intent.refs().stream().allMatch(move -> Objects.equals(now.get(move.ref()), move.target()))) {
            return State.DONE;
        }
        if (intent.refs().stream().allMatch(move -> Objects.equals(now.get(move.ref()), move.expected()))) {
            return State.UNTOUCHED;
        }
        return intent.refs().stream().allMatch(move -> arrived(move, now.get(move.ref()), repository))
                ? State.DONE
                : State.OVERTAKEN;
    }

    /** For people: which ref is where, instead of where it should be. */
    static String overtaken(PushIntent intent, LineRepository repository) {
        Map<String, String> now = refs(intent, repository);
        return "overtaken: "
                + intent.refs().stream()
                        .filter(move -> !Objects.equals(now.get(move.ref()), move.target()))
                        .map(move -> move.ref() + " is at " + now.getOrDefault(move.ref(), "no commit")
                                + ", expected was " + Objects.requireNonNullElse(move.expected(), "no commit"))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, String> refs(PushIntent intent, LineRepository repository) {
        List<String> names = intent.refs().stream().map(RefMove::ref).toList();
        return repository.refs(names);
    }

    /**
     * Whether the ref got to its target, and perhaps beyond. After a move backwards the target stays an ancestor of the
     * old head, so there the old head must be gone.
     */
    private static boolean arrived(RefMove move, String current, LineRepository repository) {
        if (Objects.equals(current, move.target())) {
            return true;
        }
        if (current == null || move.target() == null || !repository.isAncestor(move.target(), current)) {
            return false;
        }
        boolean backwards = move.expected() != null && repository.isAncestor(move.target(), move.expected());
        return !backwards || !repository.isAncestor(move.expected(), current);
    }
}
