package org.distill4j.model;

import org.distill4j.loss.BatchLoss;

/**
 * A layer of the student that should match something besides the labels.
 *
 * <p>Where the layer is not as wide as what it should match and the loss compares entry by entry, a
 * linear regressor is trained between the two and thrown away afterwards (FitNets, Romero et al.
 * 2015, section 2.2).
 *
 * @param layer name of the student's layer; its activations are what is matched
 * @param loss compares the targets with the activations
 * @param width numbers in a row of targets
 */
public record Match(String layer, BatchLoss loss, long width) {}
