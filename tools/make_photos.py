"""Take the two photos of the course from scikit-image, and renew `assets/SHA256SUMS`.

pip install scikit-image
python tools/make_photos.py
"""

from PIL import Image
from skimage import data

from amhelpers import assets
from make_samples import write_checksums

PHOTOS = {"cat": data.chelsea, "coffee": data.coffee}

if __name__ == "__main__":
    for name, load in PHOTOS.items():
        Image.fromarray(load()).save(assets.FOLDER / f"{name}.png", optimize=True)
    write_checksums()
