//! `traad`: see `traad --help`.

fn main() -> std::process::ExitCode {
    traad::command::main()
}
