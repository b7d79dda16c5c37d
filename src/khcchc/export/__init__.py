"""Plans to text: a module for each format, chosen by `formats`. Pure functions, but for `files`."""
