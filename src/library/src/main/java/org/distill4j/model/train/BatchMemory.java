package org.distill4j.model.train;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where batches lie: each where the last one lay. That is no faster, but batches in memory of their
 * own wait for the garbage collector: a small training took 450 MB instead of 275.
 */
final class BatchMemory {

  private static final WorkspaceConfiguration BATCH =
      WorkspaceConfiguration.builder().policyLearning(LearningPolicy.FIRST_LOOP).build();

  private BatchMemory() {}

  /** A step on some examples; the loss before it. */
  @SuppressWarnings("try") // a workspace is used while it is open, not by its name
  static double step(Engine engine, Batches examples, int[] rows) {
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    try (MemoryWorkspace memory = workspaces.getAndActivateWorkspace(BATCH, "distill4j batch")) {
      Batch batch =
          new Batch(examples.features(rows), examples.targets(rows), examples.hints(rows));
      try (MemoryWorkspace outside = workspaces.scopeOutOfWorkspaces()) {
        return engine.step(batch);
      }
    }
  }
}
