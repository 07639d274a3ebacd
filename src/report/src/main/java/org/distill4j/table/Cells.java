package org.distill4j.table;

import java.util.List;

/** The text of a table, wherever it comes from. */
interface Cells {

  /** Number of rows, without the header. */
  int rows();

  /** One column, from the first row to the last. */
  List<String> column(String name);

  /** Where a row is, for an error. */
  String place(int row);

  /** The error for a table that is not as it should be; it names the table. */
  IllegalArgumentException wrong(String expected, String found);
}
