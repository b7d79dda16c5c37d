"""Many plans at once: find them, convert each in a process of its own, know what is done.

`run.convert` is the sentence: inputs → workers (`workers`, `schedulers`) → sink (`sinks`), with a manifest of what is
done, a lock on the output and a report for people. Nothing written here holds a clock or a path of the machine.
"""
