package org.distill4j.export.internal;

import org.distill4j.data.ImageShape;

/**
 * How a convolution or a pooling moves over a map.
 *
 * @param rows from the top
 * @param columns from the left
 */
public record Window(Axis rows, Axis columns) {

  /** The maps that come out. */
  ImageShape over(ImageShape maps, int channels) {
    return ImageShape.gray(rows.windows(maps.height()), columns.windows(maps.width()))
        .withChannels(channels);
  }

  /** Whether empty places are added around the map. */
  public boolean padded() {
    return rows.before() + rows.after() + columns.before() + columns.after() > 0;
  }
}
