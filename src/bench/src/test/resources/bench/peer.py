"""The same work in PyTorch: prints names and numbers as the Java programs beside it do."""
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
print("version", torch.__version__)
BATCH = 128


def mlp(units):
    return nn.Sequential(nn.Linear(784, units), nn.ReLU(), nn.Linear(units, units), nn.ReLU(),
                         nn.Linear(units, 10))


def cnn():
    return nn.Sequential(nn.Unflatten(1, (1, 28, 28)),
                         nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def hinton(logits, teacher, labels, t=4):
    soft = F.kl_div(F.log_softmax(logits / t, 1), F.log_softmax(teacher / t, 1),
                    reduction="batchmean", log_target=True)
    return 0.1 * F.cross_entropy(logits, labels) + 0.9 * t * t * soft


def train(model, n, epochs=1, cached=None, teacher=None):
    """Labels alone, cached logits, or a teacher that runs in every batch."""
    adam = torch.optim.Adam(model.parameters(), 1e-3)
    for _ in range(epochs):
        order = torch.randperm(n)
        for rows in order.split(BATCH):
            x, y = images[rows], labels[rows]
            adam.zero_grad()
            if cached is None and teacher is None:
                loss = F.cross_entropy(model(x), y)
            elif teacher is None:
                loss = hinton(model(x), cached[rows], y)
            else:
                with torch.no_grad():
                    z = teacher(x)
                loss = hinton(model(x), z, y)
            loss.backward()
            adam.step()


def label(model, n):
    with torch.no_grad():
        return torch.cat([model(x) for x in images[:n].split(1000)])


def rate(name, n, work):
    work(n)
    start = time.perf_counter()
    work(n)
    print(name, n / (time.perf_counter() - start))


def latency(name, model, x):
    times = []
    with torch.no_grad():
        for _ in range(202):
            start = time.perf_counter()
            model(x)
            times.append(time.perf_counter() - start)
    print(name, 1e3 * sorted(times[101:])[50])


images = torch.rand(60000, 784)
labels = torch.randint(10, (60000,))
rate("teacher", 25600, lambda n: train(mlp(1200), n))
print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
teacher = mlp(1200)
rate("label", 60000, lambda n: label(teacher, n))
logits = label(teacher, 60000)
rate("distil", 25600, lambda n: train(mlp(800), n, cached=logits))
rate("pipeline", 6400, lambda n: train(mlp(800), n, epochs=10, teacher=teacher))
rate("small", 51200, lambda n: train(mlp(30), n, cached=logits))
rate("cnn", 12800, lambda n: train(cnn(), n, cached=logits))
latency("latency1", teacher, images[:1])
latency("latency1000", teacher, images[:1000])
