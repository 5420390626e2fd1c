package dev.microblog.takeover;

/// How far a stage is told to be.
final class StageCount {
  private final Stage stage;
  private final long total;
  private final Takeover.Progress progress;
  private long done;

  StageCount(Stage stage, long total, Takeover.Progress progress) {
    this.stage = stage;
    this.total = total;
    this.progress = progress;
    progress.at(stage, 0, total);
  }

  void add(int more) {
    done += more;
    progress.at(stage, done, Math.max(done, total));
  }
}
