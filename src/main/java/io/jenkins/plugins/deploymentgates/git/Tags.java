package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** Makes the objects of annotated tags. */
final class Tags {
    private Tags() {}

    /** @return the new object's id */
    static String make(Repository into, String name, ObjectId commit, String message, PersonIdent tagger)
            throws IOException {
        try (ObjectInserter inserter = into.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            tag.setMessage(message.endsWith("\n") ? message : message + "\n");
            tag.setTagger(tagger);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id.name();
        }
    }
}
