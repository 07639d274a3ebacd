package org.distill4j.course;

/**
 * How the synthesizer said a word.
 *
 * @param accent of English, such as {@code en-gb-scotland}
 * @param voice name of the voice
 * @param wordsPerMinute pace, from 120 to 229
 * @param pitch on the synthesizer's own scale, from 25 to 79
 * @param signalToNoise how much louder the word is than the noise laid over it, in decibels, from
 *     -6 to 12
 */
public record Utterance(
    String accent, String voice, int wordsPerMinute, int pitch, double signalToNoise) {}
