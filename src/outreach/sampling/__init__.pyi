from ._sample import write_sample as write_sample
