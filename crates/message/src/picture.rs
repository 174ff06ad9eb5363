//! Cleaning a picture: whatever comes in is decoded within limits and written anew, so that what
//! goes out is a picture, small enough, the right way up, and carries no place, camera or text.

use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};
use std::io::Cursor;
use web::Refusal;

/// The largest file that is taken, in bytes: what a telephone makes, and room.
pub const FILE_MAX: usize = 15_000_000;
/// The longest side that is decoded, in pixels.
const SIDE_MAX: u32 = 12_000;
/// The most points that are decoded: more than any telephone takes.
const POINTS_MAX: u64 = 64_000_000;
/// The memory that a picture may take from its first byte to its last, in bytes (quality bar S5). It is held by what is
/// asked before anything is decoded, and by making the picture smaller before anything else is done to it.
const MEMORY_MAX: u64 = 220_000_000;
/// What a decoder needs beside the points that it writes, for each byte of them: nothing where it writes line by line;
/// coefficients of two bytes for each where a JPEG comes in several passes; a copy for WebP.
const BESIDE_PASSES: u64 = 2;
const BESIDE_WEBP: u64 = 1;
/// The longest side that is kept, in pixels: twice a text column.
const KEPT_MAX: u32 = 1_400;
/// The quality of a JPEG: the lowest at which faces stay smooth.
const QUALITY: u8 = 80;

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub kind: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Cleans a picture. It takes time: call it outside transactions, on a thread that may wait.
///
/// # Errors
/// When it is no JPEG, PNG or WebP, or too large to be one of ours.
pub fn clean(file: &[u8]) -> Result<Clean, Refusal> {
    if file.is_empty() {
        return Err(Refusal::new("message-media-missing").at("file"));
    }
    if file.len() > FILE_MAX {
        let max = FILE_MAX / 1_000_000;
        return Err(Refusal { status: 413, ..Refusal::new("message-media-large") }
            .with("max", max)
            .at("file"));
    }
    let unreadable = || Refusal::new("message-media-unreadable").at("file");
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| unreadable())?;
    let format = reader.format().ok_or_else(unreadable)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(unreadable());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| unreadable())?;
    let (width, height) = decoder.dimensions();
    let beside = match format {
        ImageFormat::Jpeg if has_passes(file) => BESIDE_PASSES,
        ImageFormat::WebP => BESIDE_WEBP,
        _ => 0,
    };
    let points = u64::from(width) * u64::from(height);
    if points > POINTS_MAX || decoder.total_bytes().saturating_mul(1 + beside) > MEMORY_MAX {
        return Err(Refusal::new("message-media-points").at("file"));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    // First by whole points, which needs no memory but for the result; then as smooth as can be; and only then turned.
    if picture.width().max(picture.height()) > 2 * KEPT_MAX {
        picture = picture.thumbnail(2 * KEPT_MAX, 2 * KEPT_MAX);
    }
    if picture.width().max(picture.height()) > KEPT_MAX {
        picture = picture.resize(KEPT_MAX, KEPT_MAX, FilterType::Lanczos3);
    }
    picture.apply_orientation(orientation);
    write(&picture).ok_or_else(unreadable)
}

/// Whether a JPEG comes in several passes (ITU T.81, the start of frame markers SOF2, SOF6, SOF10 and SOF14).
fn has_passes(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = file.get(at..at + 4) {
        match marker {
            0xc2 | 0xc6 | 0xca | 0xce => return true,
            0xc0 | 0xc1 | 0xc3 | 0xda => return false,
            0xff => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

/// A picture that one can see through stays a PNG; any other becomes a JPEG.
fn write(picture: &DynamicImage) -> Option<Clean> {
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    let see_through =
        picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX);
    let kind = if see_through {
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).ok()?;
        "image/png"
    } else {
        picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).ok()?;
        "image/jpeg"
    };
    Some(Clean { bytes, kind, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut picture = RgbImage::from_pixel(width, height, Rgb([200, 30, 40]));
        picture.put_pixel(0, 0, Rgb([0, 0, 255]));
        let mut bytes = Vec::new();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).unwrap();
        bytes
    }

    /// A JPEG with an Exif segment: a place and the sixth orientation, a quarter turn.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut tiff: Vec<u8> =
            b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        tiff.extend(b"GPS 55.2297 N 11.7609 E");
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(tiff);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut out = jpeg[..2].to_vec();
        out.extend([0xff, 0xe1]);
        out.extend(length);
        out.extend(exif);
        out.extend(&jpeg[2..]);
        out
    }

    #[test]
    fn a_picture_keeps_no_place_and_stands_upright() {
        let dirty = with_exif(&jpeg(60, 40));
        assert!(dirty.windows(3).any(|bytes| bytes == b"GPS"));
        let clean = clean(&dirty).unwrap();
        assert!(!clean.bytes.windows(4).any(|bytes| bytes == b"Exif" || bytes == b"GPS "));
        assert_eq!((clean.width, clean.height, clean.kind), (40, 60, "image/jpeg"));
    }

    #[test]
    fn a_large_picture_becomes_smaller_and_glass_stays_glass() {
        let wide = clean(&jpeg(3_000, 1_500)).unwrap();
        assert_eq!((wide.width, wide.height), (1_400, 700));
        let mut bytes = Vec::new();
        let glass = RgbaImage::from_pixel(20, 20, Rgba([1, 2, 3, 100]));
        glass.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        assert_eq!(clean(&bytes).unwrap().kind, "image/png");
    }

    /// A PNG that unpacks to much more than it is: one colour, of so many bits.
    fn flat(width: u32, height: u32, sixteen: bool) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        match sixteen {
            true => {
                image::ImageBuffer::<Rgba<u16>, _>::new(width, height).write_to(&mut bytes, ImageFormat::Png)
            }
            false => RgbImage::new(width, height).write_to(&mut bytes, ImageFormat::Png),
        }
        .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn what_would_take_too_much_memory_is_refused_before_it_is_decoded() {
        for (name, file) in [
            ("too many points", flat(11_000, 6_000, false)),
            ("too many bytes for each", flat(6_000, 5_000, true)),
        ] {
            assert!(file.len() < FILE_MAX, "{name}");
            assert_eq!(clean(&file).unwrap_err().key, "message-media-points", "{name}");
        }
        assert_eq!(clean(&flat(6_000, 4_000, false)).unwrap().width, KEPT_MAX, "the control");
        assert!(!has_passes(&jpeg(8, 8)));
        let mut passes = jpeg(8, 8);
        let frame = passes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        passes[frame + 1] = 0xc2;
        assert!(has_passes(&passes));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let bomb = {
            // A PNG that says it is 60,000 pixels wide.
            let mut bytes = Vec::new();
            RgbImage::new(8, 8).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
            bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
            bytes
        };
        let cut = jpeg(200, 200)[..80].to_vec();
        for (name, file, key) in [
            ("nothing", Vec::new(), "message-media-missing"),
            ("text", b"hello".to_vec(), "message-media-unreadable"),
            (
                "SVG",
                b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(),
                "message-media-unreadable",
            ),
            ("HTML", b"<html><img src=x onerror=alert(1)>".to_vec(), "message-media-unreadable"),
            ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), "message-media-unreadable"),
            ("cut off", cut, "message-media-unreadable"),
            ("bomb", bomb, "message-media-unreadable"),
            ("huge", vec![0; FILE_MAX + 1], "message-media-large"),
        ] {
            assert_eq!(clean(&file).unwrap_err().key, key, "{name}");
        }
    }
}
