"""Makes the files of this folder again, in the working folder; needs numpy and eSpeak NG 1.51.

Each word is spoken, laid over with noise, cut into windows of 25 ms every 10 ms, and turned into
the logarithm of the energy in 24 mel bands. The windows are averaged to 32 steps, however long the
word lasts, and the loudest 45 dB become bytes. The test's voices are not among the training's.
"""

import concurrent.futures
import gzip
import io
import random
import struct
import subprocess
import wave

import numpy as np

WORDS = "zero one two three four five six seven eight nine".split()
ACCENTS = "en-us en-gb en-gb-scotland en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd".split()
VOICES = (
    "m1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 croak klatt klatt3 klatt4 adam Alex Alicia Andrea "
    "Annie belinda benjamin boris david edward grandma grandpa linda Marco max Michael pablo paul "
    "quincy rob robert steph steph2 travis victor zac norbert shelby"
).split()
TEST_VOICES = set("m8 f5 Annie david linda rob steph2 victor grandma".split())
TAKES = 2
BANDS, STEPS, POINTS = 24, 32, 1024


def mel_bands(rate):
    """Weights of the frequencies in each band, [BANDS, POINTS / 2 + 1]: overlapping triangles."""
    lowest, highest = (2595 * np.log10(1 + hertz / 700) for hertz in (80, 7600))
    edges = 700 * (10 ** (np.linspace(lowest, highest, BANDS + 2) / 2595) - 1)
    places = np.floor((POINTS + 1) * edges / rate).astype(int)
    weights = np.zeros((BANDS, POINTS // 2 + 1))
    for band in range(BANDS):
        left, middle, right = places[band : band + 3]
        for x in range(left, middle):
            weights[band, x] = (x - left) / max(1, middle - left)
        for x in range(middle, right):
            weights[band, x] = (right - x) / max(1, right - middle)
    return weights


def spoken(word, accent, voice, pace, pitch):
    """The sound from -1 to 1 and its samples per second; none if the voice says nothing."""
    options = ["-v", f"{accent}+{voice}", "-s", str(pace), "-p", str(pitch), "--stdout"]
    sound = subprocess.run(["espeak-ng", *options, WORDS[word]], capture_output=True).stdout
    try:
        rate = wave.open(io.BytesIO(sound)).getframerate()
    except (wave.Error, EOFError):
        return None, 0
    return np.frombuffer(sound[44:], "<i2").astype(float) / 32768, rate


def picture(x, rate, seed):
    """The bytes, [BANDS, STEPS], low bands at the bottom, and the signal to noise in dB."""
    chance = np.random.default_rng(seed)
    loud = np.flatnonzero(np.abs(x) > 0.01)
    if len(loud) < 200:
        return None, 0
    x = x[max(0, loud[0] - 400) : loud[-1] + 400]
    before = np.zeros(chance.integers(0, int(0.08 * rate)))
    x = np.concatenate([before, x, np.zeros(chance.integers(0, int(0.08 * rate)))])
    x = x / np.sqrt((x**2).mean())
    decibels = chance.uniform(-6, 12)
    x = x + chance.normal(0, 10 ** (-decibels / 20), len(x))
    window, hop = int(0.025 * rate), int(0.010 * rate)
    energies = np.array(
        [
            np.abs(np.fft.rfft(x[k : k + window] * np.hanning(window), POINTS)) ** 2
            for k in range(0, len(x) - window, hop)
        ]
    )
    bands = 10 * np.log10(energies @ mel_bands(rate).T + 1e-6)
    t = np.linspace(0, len(bands), STEPS + 1)
    ends = [max(int(t[k]) + 1, int(np.ceil(t[k + 1]))) for k in range(STEPS)]
    steps = np.array([bands[int(t[k]) : ends[k]].mean(0) for k in range(STEPS)]).T
    shares = np.clip((steps - (steps.max() - 45)) / 45, 0, 1)
    return (shares[::-1] * 255).round().astype(np.uint8), round(decibels, 1)


def made(job):
    """Label, accent, voice, pace, pitch, signal to noise and picture; none without a sound."""
    *how, seed = job
    sound, rate = spoken(*how)
    pixels, decibels = (None, 0) if sound is None else picture(sound, rate, seed)
    return None if pixels is None else (*how, decibels, pixels)


def write(name, content):
    with open(name, "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(content)


def save(part, words):
    pixels = b"".join(word[6].tobytes() for word in words)
    images = struct.pack(">IIII", 2051, len(words), BANDS, STEPS) + pixels
    write(f"{part}-images-idx3-ubyte.gz", images)
    labels = struct.pack(">II", 2049, len(words)) + bytes(word[0] for word in words)
    write(f"{part}-labels-idx1-ubyte.gz", labels)
    lines = ["accent\tvoice\twords a minute\tpitch\tsignal to noise (dB)\n"]
    lines += ["\t".join(str(cell) for cell in word[1:6]) + "\n" for word in words]
    write(f"{part}-voices.tsv.gz", "".join(lines).encode())


def main():
    chance = random.Random(20150309)
    jobs = []
    for voice in VOICES:
        for accent in ACCENTS:
            for word in [w for w in range(len(WORDS)) for _ in range(TAKES)]:
                pace, pitch = chance.randrange(120, 230), chance.randrange(25, 80)
                jobs.append((word, accent, voice, pace, pitch, chance.randrange(2**31)))
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        words = [word for word in pool.map(made, jobs) if word is not None]
    train = [word for word in words if word[2] not in TEST_VOICES]
    test = [word for word in words if word[2] in TEST_VOICES]
    chance.shuffle(train)
    chance.shuffle(test)
    save("train", train)
    save("test", test)


if __name__ == "__main__":
    main()
