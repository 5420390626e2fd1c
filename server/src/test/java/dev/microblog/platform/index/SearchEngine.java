package dev.microblog.platform.index;

/// The search engines that every contract is kept on. All but Lucene, which is a library, are
/// servers: see [SearchServer].
public enum SearchEngine {
  LUCENE(""),
  ELASTICSEARCH_6_1("6.1."),
  ELASTICSEARCH_7_10("7.10."),
  ELASTICSEARCH_8_19("8.19."),
  OPENSEARCH_3("3.");

  private final String version;

  SearchEngine(String version) {
    this.version = version;
  }

  /// How the version begins that its server calls itself.
  String version() {
    return version;
  }
}
