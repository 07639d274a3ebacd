/**
 * Tables in and out: CSV files and Tablesaw's tables as data sets.
 *
 * <pre>{@code
 * Dataset penguins = Csv.at(path).label("species").numbers("body_mass_g").load();
 * Dataset same = TableData.of(table).label("species").numbers("body_mass_g").dataset();
 * }</pre>
 */
@NullMarked
package org.distill4j.table;

import org.jspecify.annotations.NullMarked;
