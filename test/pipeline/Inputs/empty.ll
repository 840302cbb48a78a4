; A module to print pipelines for.
