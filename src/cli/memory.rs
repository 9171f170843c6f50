//! How little memory the program makes do with, where its allocator is glibc's, as on most Linux systems; others are not asked.
//!
//! glibc keeps a heap for each thread that ever had to wait for another, and each keeps what its thread has once used. A school's program has
//! few threads, which hardly ever wait: one heap serves them, a tenth smaller. And starting leaves as much again as it keeps, in pieces between
//! what stays, of which glibc gives back by itself what lies at the end only. The program's own text is a half of what a school's computer has
//! mapped for it, most of it run once, to start.

/// Lets all threads share one heap. To be called before there are others.
pub fn share_one_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        /// `M_ARENA_MAX` of `malloc.h`.
        const MOST_HEAPS: i32 = -8;
        unsafe extern "C" {
            safe fn mallopt(parameter: i32, value: i32) -> i32;
        }
        mallopt(MOST_HEAPS, 1);
    }
}

/// Gives back what starting took and serving hardly asks for: memory that was freed, and the program's text, of which the kernel has mapped
/// much around whatever was run once. What is run again comes back from the file's pages, which the kernel keeps while it has room for them.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        unsafe extern "C" {
            safe fn malloc_trim(pad: usize) -> i32;
        }
        malloc_trim(0);
        // Where the list cannot be read, the text stays where it is: nothing depends on it.
        if let Ok(maps) = std::fs::read_to_string("/proc/self/maps") {
            maps.lines().filter_map(text::of_a_file).for_each(text::give_back);
        }
    }
}

/// The program's text, as the kernel maps it.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod text {
    use std::ffi::{c_int, c_void};
    use std::ops::Range;

    /// The addresses of a mapping, from its line in `/proc/self/maps`, if it is text of a file: private, executable and not to be written, so
    /// that each of its pages is as the file has it.
    pub(super) fn of_a_file(line: &str) -> Option<Range<usize>> {
        let mut fields = line.split_ascii_whitespace();
        let (start, end) = fields.next()?.split_once('-')?;
        let (permissions, _offset, _device, inode) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        // What no file holds has the inode 0: the pages that the kernel itself lends would come back empty.
        if permissions != "r-xp" || inode == "0" {
            return None;
        }
        Some(usize::from_str_radix(start, 16).ok()?..usize::from_str_radix(end, 16).ok()?)
    }

    /// Takes the pages of a text out of what the process has mapped.
    pub(super) fn give_back(text: Range<usize>) {
        /// `MADV_DONTNEED` of `sys/mman.h`.
        const NOT_NEEDED: c_int = 4;
        unsafe extern "C" {
            fn madvise(address: *mut c_void, length: usize, advice: c_int) -> c_int;
        }
        let start = std::ptr::with_exposed_provenance_mut(text.start);
        // SAFETY: the kernel itself has just named this mapping, and nothing here unmaps text. It was never written to, so whatever reads or
        // runs it later is given the same bytes again, from the file. A refusal changes nothing.
        unsafe { madvise(start, text.len(), NOT_NEEDED) };
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn only_text_of_files_is_given_back() {
            let text = "55f81d363000-55f81e562000 r-xp 005fd000 fe:00 10010857                   /opt/relevo";
            assert_eq!(of_a_file(text), Some(0x55f8_1d36_3000..0x55f8_1e56_2000));
            for other in [
                "55f81e562000-55f81e5ff000 r--p 017fc000 fe:00 10010857                   /opt/relevo",
                "55f81e5ff000-55f81e600000 rw-p 01899000 fe:00 10010857                   /opt/relevo",
                "55f81d363000-55f81e562000 rwxp 005fd000 fe:00 10010857                   /opt/relevo",
                "7ffd0a5f2000-7ffd0a5f4000 r-xp 00000000 00:00 0                          [vdso]",
                "7f2c00000000-7f2c00021000 r-xp 00000000 00:00 0",
                "",
                "no-line of maps at all",
            ] {
                assert_eq!(of_a_file(other), None, "{other}");
            }
        }

        #[test]
        fn what_was_given_back_still_runs() {
            super::super::give_back();
            assert_eq!(of_a_file("1000-3000 r-xp 0 fe:00 7 /opt/relevo").map(|text| text.len()), Some(0x2000));
        }
    }
}
