//! Numbers that the encoder and the decoder share.

/// Length of the longest surface form in bytes; the segmenter cuts longer ones.
pub const LONGEST: usize = 255;

/// Number of frequency classes: surface forms and merges that occur about equally often share a class.
pub const CLASSES: usize = 32;
/// Largest size of the byte model, as a power of two.
pub const LARGEST: u32 = 18;
/// Most bytes of text, postings or numbers that a byte of their section may stand for, so that the memory an index takes is a fixed multiple of
/// its size. An encoder pads the section with zeros if it needs fewer bytes.
pub const DENSEST: usize = 32;
