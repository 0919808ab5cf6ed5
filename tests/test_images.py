"""Images to start from."""

import numpy as np
import pytest

from amhelpers import images


def test_noise_is_uniform_in_its_range_and_the_same_for_a_seed():
    noise = images.noise(4, size=(20, 30), channels=3, seed=1, low=0.4, high=0.6)
    assert noise.shape == (4, 20, 30, 3)
    assert noise.dtype == "float32"
    assert 0.4 <= noise.min() < 0.41
    assert 0.59 < noise.max() <= 0.6
    np.testing.assert_array_equal(noise, images.noise(4, (20, 30), 3, seed=1, low=0.4, high=0.6))
    assert not np.array_equal(noise, images.noise(4, (20, 30), 3, seed=2, low=0.4, high=0.6))


@pytest.mark.parametrize("ends", [(-0.1, 1), (0, 1.1), (0.6, 0.4)])
def test_noise_outside_of_an_image_is_refused(ends):
    with pytest.raises(ValueError, match=r"stay in \[0, 1\]"):
        images.noise(1, 4, 1, low=ends[0], high=ends[1])
