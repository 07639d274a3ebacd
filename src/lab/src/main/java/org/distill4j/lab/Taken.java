package org.distill4j.lab;

import com.google.gson.JsonArray;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission as it was read, before the first of them was executed: whatever they do to each
 * other's files, this is graded.
 *
 * @param submission which one
 * @param notebook what was handed in, without outputs; null if there is nothing to execute
 * @param files what lay beside it
 * @param problem why there is nothing to execute; empty otherwise
 */
record Taken(
    Submission submission, @Nullable Notebook notebook, Attachments files, String problem) {

  static Taken of(Submission submission) {
    if (!submission.isHandedIn()) {
      return nothing(submission, "not handed in");
    }
    try {
      Notebook notebook = Wellformed.of(submission.read());
      notebook.cells().forEach(cell -> cell.add("outputs", new JsonArray()));
      return new Taken(submission, notebook, submission.attachments(), "");
    } catch (LabException e) {
      return nothing(submission, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return nothing(submission, "the notebook cannot be read: " + e);
    }
  }

  private static Taken nothing(Submission submission, String problem) {
    return new Taken(submission, null, new Attachments(Map.of()), problem);
  }
}
