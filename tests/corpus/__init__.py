"""Press releases without end, made up: for measuring at any size what real archives are measured by.

python -m tests.corpus 1000 > releases.jsonl
"""

from tests.corpus.releases import Made, release, releases

__all__ = ["Made", "release", "releases"]
