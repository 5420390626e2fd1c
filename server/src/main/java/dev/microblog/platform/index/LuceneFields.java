package dev.microblog.platform.index;

import java.util.Collection;
import java.util.Iterator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/// The fields of an entry in Lucene. Nothing but numbers can be read back: what was found is read
/// from the database.
final class LuceneFields {
  static final String KEY = "key";
  static final String AUDIENCE = "audience";
  static final String AUTHOR = "author";
  static final String TAG = "tag";
  static final String LANGUAGE = "lang";
  static final String ID = "id";
  static final String AT = "at";
  static final String WORDS = "words";
  static final String CHARACTERS = "chars";
  static final String ENGLISH = "en";
  static final String SPANISH = "es";
  static final String NAMES = "names";

  /// As entries stand in a segment: who looks for the newest need not look at the rest.
  static final Sort NEWEST_FIRST = new Sort(new SortField(ID, SortField.Type.LONG, true));

  static final Sort OLDEST_FIRST = new Sort(new SortField(ID, SortField.Type.LONG));

  static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(ID, SortField.Type.LONG, true));

  private static final FieldType PLACED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
  private static final FieldType COUNTED = type(IndexOptions.DOCS_AND_FREQS);

  private LuceneFields() {}

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  static Document of(Entry entry) {
    Document document = new Document();
    keyword(document, KEY, entry.key());
    entry.marks().forEach(mark -> keyword(document, AUDIENCE, mark));
    keyword(document, AUTHOR, Long.toString(entry.author()));
    keyword(document, LANGUAGE, entry.language());
    entry.tags().forEach(tag -> keyword(document, TAG, tag));
    number(document, ID, entry.id());
    number(document, AT, entry.createdAt());
    words(document, WORDS, entry.words(), PLACED);
    words(document, CHARACTERS, entry.characters(), COUNTED);
    words(document, ENGLISH, entry.english(), COUNTED);
    words(document, SPANISH, entry.spanish(), COUNTED);
    words(document, NAMES, entry.names(), COUNTED);
    return document;
  }

  private static void keyword(Document document, String field, String value) {
    document.add(new StringField(field, value, Field.Store.NO));
  }

  private static void number(Document document, String field, long value) {
    document.add(new LongPoint(field, value));
    document.add(new NumericDocValuesField(field, value));
  }

  private static void words(
      Document document, String field, Collection<String> words, FieldType type) {
    if (!words.isEmpty()) {
      document.add(new Field(field, new Given(words), type));
    }
  }

  /// Words that were made before.
  private static final class Given extends TokenStream {
    private final Collection<String> words;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Iterator<String> rest;

    Given(Collection<String> words) {
      this.words = words;
      this.rest = words.iterator();
    }

    @Override
    public void reset() {
      rest = words.iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!rest.hasNext()) {
        return false;
      }
      clearAttributes();
      term.setEmpty().append(rest.next());
      return true;
    }
  }
}
