using Microsoft.EntityFrameworkCore.Migrations;
#nullable disable

namespace PolicyBot.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class FindTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsGap",
                table: "turns",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "No",
                table: "turns",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "turns",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Unit",
                table: "turns",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 50, nullable: false),
                    Kind = table.Column<string>(maxLength: 20, nullable: false),
                    Question = table.Column<string>(nullable: false),
                    Text = table.Column<string>(nullable: false),
                    Unit = table.Column<string>(maxLength: 200, nullable: false),
                    MadeBy = table.Column<string>(maxLength: 200, nullable: false),
                    MadeAt = table.Column<long>(nullable: false),
                    DoneAt = table.Column<long>(nullable: true),
                    DoneBy = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "turn_blocks",
                columns: table => new
                {
                    Block = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_turn_blocks", x => x.Block);
                });

            migrationBuilder.CreateTable(
                name: "turn_postings",
                columns: table => new
                {
                    Term = table.Column<string>(maxLength: 250, nullable: false),
                    Block = table.Column<int>(nullable: false),
                    Offsets = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_turn_postings", x => new { x.Term, x.Block });
                });

            // Turns of before get their numbers in the order of their ids, which is that of their time; the same words on both servers.
            migrationBuilder.Sql("""
                UPDATE turns SET "No" = numbered.n
                FROM (SELECT "Id" AS id, ROW_NUMBER() OVER (ORDER BY "Id") AS n FROM turns) AS numbered
                WHERE numbered.id = turns."Id";
                """);
            migrationBuilder.Sql("""
                UPDATE turns SET "IsGap" = TRUE WHERE "Status" IN ('not_found', 'failed') OR "Feedback" = 'dislike' OR "IsHandOff" = TRUE;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_turns_IsGap_At",
                table: "turns",
                columns: new[] { "IsGap", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_turns_No",
                table: "turns",
                column: "No");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_MadeAt",
                table: "drafts",
                column: "MadeAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "turn_blocks");

            migrationBuilder.DropTable(
                name: "turn_postings");

            migrationBuilder.DropIndex(
                name: "IX_turns_IsGap_At",
                table: "turns");

            migrationBuilder.DropIndex(
                name: "IX_turns_No",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "IsGap",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "No",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "Unit",
                table: "turns");
        }
    }
}
