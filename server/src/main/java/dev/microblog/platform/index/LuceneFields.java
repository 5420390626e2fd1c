package dev.microblog.platform.index;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
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

  /// One of each for all entries: they are dear to make.
  private final Given words = new Given();

  private final Given characters = new Given();
  private final Given english = new Given();
  private final Given spanish = new Given();
  private final Given names = new Given();

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  /// The entry's document, which has to be written before the next is asked for.
  Document of(Entry entry) {
    Document document = new Document();
    keyword(document, KEY, entry.key());
    entry.marks().forEach(mark -> keyword(document, AUDIENCE, mark));
    keyword(document, AUTHOR, Long.toString(entry.author()));
    keyword(document, LANGUAGE, entry.language());
    entry.tags().forEach(tag -> keyword(document, TAG, tag));
    number(document, ID, entry.id());
    number(document, AT, entry.createdAt());
    words(document, WORDS, words.of(entry.words()), PLACED);
    words(document, CHARACTERS, characters.of(entry.characters()), COUNTED);
    words(document, ENGLISH, english.of(entry.english()), COUNTED);
    words(document, SPANISH, spanish.of(entry.spanish()), COUNTED);
    words(document, NAMES, names.of(entry.names()), COUNTED);
    return document;
  }

  private static void keyword(Document document, String field, String value) {
    document.add(new StringField(field, value, Field.Store.NO));
  }

  /// With the least and the greatest of each block of entries, which is enough where entries stand
  /// in order, and takes no room.
  private static void number(Document document, String field, long value) {
    document.add(NumericDocValuesField.indexedField(field, value));
  }

  private static void words(Document document, String field, Given words, FieldType type) {
    if (!words.isEmpty()) {
      document.add(new Field(field, words, type));
    }
  }

  /// Words that were made before.
  private static final class Given extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Collection<String> words = List.of();
    private Iterator<String> rest = words.iterator();

    Given of(Collection<String> given) {
      words = given;
      return this;
    }

    boolean isEmpty() {
      return words.isEmpty();
    }

    @Override
    public void reset() {
      clearAttributes();
      rest = words.iterator();
    }

    /// It does not clear between words, which would take longer than the rest: nothing but the term
    /// changes.
    @Override
    public boolean incrementToken() {
      if (!rest.hasNext()) {
        return false;
      }
      term.setEmpty().append(rest.next());
      return true;
    }
  }
}
