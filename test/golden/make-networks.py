"""Outputs of small networks by NumPy, straight from Keras' formulas: python3 test/golden/make-networks.py > test/golden/networks.json"""
import json
import numpy as np

random = np.random.default_rng(7)


def single(*shape):
    return random.normal(size=shape).astype(np.float32).astype(np.float64)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    shares = np.exp(x - x.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


ACTIVATIONS = {'linear': lambda x: x, 'relu': lambda x: np.maximum(x, 0), 'tanh': np.tanh, 'sigmoid': sigmoid, 'softmax': softmax}


def dense(rows, activation, inputs, outputs):
    kernel, bias = single(inputs, outputs), single(outputs)
    layer = {'kind': 'dense', 'inputs': inputs, 'outputs': outputs, 'activation': activation, 'kernel': kernel.ravel().tolist(), 'bias': bias.tolist()}
    return layer, ACTIVATIONS[activation](rows @ kernel + bias)


def lstm(rows, steps, inputs, units):
    kernel, recurrent, bias = single(inputs, 4 * units), single(units, 4 * units), single(4 * units)
    state, cell = np.zeros((len(rows), units)), np.zeros((len(rows), units))
    for step in rows.reshape(len(rows), steps, inputs).transpose(1, 0, 2):
        i, f, c, o = np.split(step @ kernel + state @ recurrent + bias, 4, axis=1)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        state = sigmoid(o) * np.tanh(cell)
    weights = {'kernel': kernel.ravel().tolist(), 'recurrent': recurrent.ravel().tolist(), 'bias': bias.tolist()}
    return {'kind': 'lstm', 'steps': steps, 'inputs': inputs, 'outputs': units, **weights}, state


def case(name, width, *makers):
    rows, network = single(3, width), []
    outputs = rows
    for make in makers:
        layer, outputs = make(outputs)
        network.append(layer)
    return {'name': name, 'network': network, 'rows': rows.tolist(), 'outputs': outputs.tolist()}


cases = [case(f'a relu layer and a {end} one', 4, lambda x: dense(x, 'relu', 4, 5), lambda x, end=end: dense(x, end, 5, 3)) for end in ACTIVATIONS]
cases.append(case('an LSTM', 12, lambda x: lstm(x, 4, 3, 2)))
cases.append(case('an LSTM and a linear layer', 10, lambda x: lstm(x, 5, 2, 4), lambda x: dense(x, 'linear', 4, 3)))
print(json.dumps({'cases': cases}))
